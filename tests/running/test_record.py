"""A cassette is replaced only by a whole and true one."""

import multiprocessing
import os
import random
import signal
from pathlib import Path

from pid_emulator import Emulator
from pid_emulator.core.service import Service
from pidguide.cassettes.format import read_recording
from pidguide.running.record import record_via_emulator
from pidguide.running.run import replay
from pidguide.samples.catalogue import Sample
from tests.support.toy_guide import READ_TWICE, Toy, add_sample


def test_the_contact_is_recorded_as_a_placeholder(sample: Sample) -> None:
    agents = {
        exchange.request.headers["user-agent"] for exchange in read_recording(sample.cassette).exchanges
    }
    assert agents == {"guide (mailto:you@example.org)"}


def test_a_failing_sample_leaves_the_old_cassette(sample: Sample, toy: Toy) -> None:
    before = sample.cassette.read_bytes(), sample.output.read_bytes()
    sample.script.write_text(sample.source + "    raise SystemExit('the service said no')\n")
    recorded = record_via_emulator(sample, toy())
    assert (recorded.is_written, recorded.outcome.failure) == (False, "the service said no")
    assert (sample.cassette.read_bytes(), sample.output.read_bytes()) == before
    assert [file.name for file in sample.cassette.parent.iterdir()] == ["toy.yaml"]


def test_a_host_nobody_emulates_fails_in_one_line(guide: Path, toy: Toy) -> None:
    sample = add_sample(guide, READ_TWICE.replace("https://doi.org/", "https://elsewhere.example.org/"))
    failure = record_via_emulator(sample, toy()).outcome.failure
    assert "elsewhere.example.org" in failure
    assert "\n" not in failure


def test_killed_at_random_moments_every_cassette_is_old_or_new(guide: Path, toy: Toy) -> None:
    samples = [add_sample(guide, READ_TWICE, f"doi/access/toy_{number}") for number in range(3)]
    registries = toy()
    for sample in samples:
        assert record_via_emulator(sample, registries).is_written
    fork = multiprocessing.get_context("fork")
    for _ in range(50):
        child = fork.Process(target=_record_for_ever, args=(samples,))
        child.start()
        assert child.pid
        child.join(random.uniform(0.0, 0.15))
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        for sample in samples:
            assert replay(sample).failure == ""
            assert read_recording(sample.cassette).sample_sha256 == sample.sha256


def _record_for_ever(samples: list[Sample]) -> None:
    from tests.support.toy_guide import toy_registry

    registries = Emulator(built_in_records=False)
    application = toy_registry()
    for host in ("doi.org", "api.crossref.org"):
        registries._by_host[host] = Service((host,), lambda: application)
    registries.start()
    while True:
        for sample in samples:
            record_via_emulator(sample, registries)
