"""What is recorded replays, and only that."""

from pathlib import Path

import yaml

from pidguide.cassettes.format import read_recording
from pidguide.running.check import find_problems
from pidguide.running.record import record_via_emulator
from pidguide.running.run import replay
from pidguide.samples.catalogue import Sample
from tests.support.toy_guide import READ_TWICE, Toy, add_sample


def test_what_is_recorded_replays(sample: Sample) -> None:
    assert sample.output.read_text() == "thing 1\nthing 2\n"
    assert replay(sample).failure == ""
    assert find_problems(sample) == []
    recording = read_recording(sample.cassette)
    assert [exchange.status for exchange in recording.exchanges] == [302, 200, 302, 200]
    assert (recording.via, recording.hosts) == ("emulator", ["doi.org", "api.crossref.org"])


def test_a_missing_interaction_is_a_problem(sample: Sample) -> None:
    cassette = yaml.safe_load(sample.cassette.read_text())
    del cassette["interactions"][-1]
    sample.cassette.write_text(yaml.safe_dump(cassette))
    (problem,) = find_problems(sample)
    assert "it sends a request that its cassette does not hold" in problem


def test_an_interaction_nobody_asks_for_is_a_problem(sample: Sample) -> None:
    cassette = yaml.safe_load(sample.cassette.read_text())
    cassette["interactions"].append(cassette["interactions"][-1])
    sample.cassette.write_text(yaml.safe_dump(cassette))
    assert find_problems(sample) == ["doi/access/toy: 1 recorded exchange(s) were not asked for"]


def test_dropping_accept_is_noticed(sample: Sample) -> None:
    sample.script.write_text(READ_TWICE.lstrip().replace('"Accept": "application/json", ', ""))
    assert "its cassette does not hold" in replay(sample).failure


def test_replay_runs_at_the_time_of_the_recording(guide: Path, toy: Toy) -> None:
    source = READ_TWICE.replace(
        "print(read_thing(2))", "import datetime; print(datetime.datetime.now(datetime.UTC).isoformat())"
    )
    sample = add_sample(guide, source)
    assert record_via_emulator(sample, toy()).is_written
    recorded_at = read_recording(sample.cassette).recorded_at.isoformat()
    assert sample.output.read_text() == f"thing 1\n{recorded_at}\n"
