"""Every published sample passes every gate, offline."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from pidguide.running.check import find_leftovers, find_problems
from pidguide.running.run import replay
from pidguide.samples.catalogue import Sample, find_samples
from pidguide.samples.schemas_needed import WITHOUT_SCHEMAS, lacks_schemas

SAMPLES = [
    pytest.param(
        sample,
        id=sample.name,
        marks=pytest.mark.skipif(lacks_schemas(sample), reason=f"{sample.name} {WITHOUT_SCHEMAS}"),
    )
    for sample in find_samples()
]


@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_passes_every_gate(sample: Sample) -> None:
    assert find_problems(sample) == []


def test_nothing_is_left_over() -> None:
    assert find_leftovers() == []


@pytest.mark.parametrize("sample", SAMPLES)
def test_replay_opens_no_socket(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection attempt, and any name look-up, ends the replay with this failure."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a replay reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert replay(sample).failure == ""


@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_runs_alone_in_a_fresh_interpreter(sample: Sample, tmp_path: Path) -> None:
    """What a reader sees who types `pidguide run NAME` and nothing else."""
    run = subprocess.run(
        [sys.executable, "-I", "-m", "pidguide", "run", sample.name],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=tmp_path,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, sample.output.read_text(encoding="utf-8"), "")
