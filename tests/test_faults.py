"""Whatever a service or the network does, a sample ends, with a message that says what happened."""

import time
from pathlib import Path
from typing import Any

import pytest
from requests.adapters import HTTPAdapter

from pid_emulator import Emulator
from pid_emulator.core.faults import KINDS
from pidguide.cassettes.format import read_recording
from pidguide.running.run import via_emulator
from pidguide.samples.catalogue import Sample, find_samples, get_sample
from pidguide.samples.runnable import why_not_run
from tests.support.toy_guide import READ_TWICE, add_sample

# What Python says when a script reads an answer it has not looked at.
UNCLEAR = (
    "AttributeError",
    "IndexError",
    "KeyError",
    "NameError",
    "StopIteration",
    "TypeError",
    "UnboundLocalError",
)

# What asks no service cannot meet its faults.
SENDING = [sample for sample in find_samples() if read_recording(sample.cassette).exchanges]


LONGEST_TIMEOUT = 120  # seconds


@pytest.fixture
def waits_too_long(monkeypatch: pytest.MonkeyPatch, kind: str) -> list[str]:
    """Make every timeout a hundredth of what the sample asks for.

    Where no answer comes in time whatever the sample waits, it waits for that a thousandth only.
    Returns the requests without a timeout, or with too long a one, that have been sent: what is raised inside
    a sample would pass for a failure of the sample's own.
    """
    send = HTTPAdapter.send
    hurry = 1000 if kind == "slow" else 100
    careless: list[str] = []

    def send_hurried(self: HTTPAdapter, request: Any, timeout: Any = None, **options: Any) -> Any:
        if timeout is None or not 0 < timeout <= LONGEST_TIMEOUT:
            careless.append(f"{request.method} {request.url} timeout={timeout}")
            timeout = LONGEST_TIMEOUT
        connect, answer = timeout / 100, timeout / hurry
        return send(self, request, timeout=(connect, answer), **options)

    monkeypatch.setattr(HTTPAdapter, "send", send_hurried)
    return careless


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sample", SENDING, ids=lambda sample: sample.name)
def test_sample_ends_with_a_clear_message(
    sample: Sample, kind: str, running_emulator: Emulator, waits_too_long: list[str]
) -> None:
    if reason := why_not_run(sample):
        pytest.skip(f"{sample.name} {reason}")
    started = time.monotonic()
    outcome = via_emulator(sample, running_emulator, [kind])
    assert time.monotonic() - started < 20
    assert not outcome.failure.startswith(UNCLEAR)
    assert "\n" not in outcome.failure
    assert waits_too_long == []


@pytest.mark.parametrize("kind", ["503"])
@pytest.mark.parametrize("timeout", ["None", "900"])
def test_a_timeout_that_is_missing_or_endless_is_noticed(
    guide: Path, timeout: str, running_emulator: Emulator, waits_too_long: list[str]
) -> None:
    careless = add_sample(guide, READ_TWICE.replace("timeout=9", f"timeout={timeout}"))
    via_emulator(careless, running_emulator, ["503"])
    assert waits_too_long == [f"GET https://doi.org/thing/1 timeout={timeout}"]


def test_the_polite_sample_recovers(running_emulator: Emulator) -> None:
    sample = get_sample("doi/access/many_dois")
    outcome = via_emulator(sample, running_emulator, ["429:1", "503:1"])
    assert (outcome.failure, outcome.output) == ("", sample.output.read_text(encoding="utf-8"))
