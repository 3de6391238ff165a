"""One recording feeds everything: what is recorded is replayed to the letter, or fails."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from pid_emulator import Emulator
from pidguide.basics.errors import UserError
from pidguide.cassettes.format import read_recording
from pidguide.running.check import find_leftovers, find_problems
from pidguide.running.record import record_via_emulator
from pidguide.running.run import replay
from pidguide.samples.catalogue import Sample
from tests.tools.toy import READ_TWICE, add_sample

Toy = Callable[..., Emulator]


@pytest.fixture
def sample(guide: Path, toy: Toy) -> Sample:
    sample = add_sample(guide)
    assert record_via_emulator(sample, toy()).is_written
    return sample


def test_a_sample_without_cassette_says_how_to_record_it(guide: Path) -> None:
    sample = add_sample(guide)
    with pytest.raises(UserError, match="Record it: pidguide record doi/access/toy --via emulator"):
        replay(sample)


def test_what_is_recorded_replays(sample: Sample) -> None:
    assert sample.output.read_text() == "thing 1\nthing 2\n"
    assert replay(sample).failure == ""
    assert find_problems(sample) == []
    recording = read_recording(sample.cassette)
    assert [exchange.status for exchange in recording.exchanges] == [302, 200, 302, 200]
    assert (recording.via, recording.hosts) == ("emulator", ["doi.org", "api.crossref.org"])


def test_the_contact_is_recorded_as_a_placeholder(sample: Sample) -> None:
    agents = {
        exchange.request.headers["user-agent"] for exchange in read_recording(sample.cassette).exchanges
    }
    assert agents == {"guide (mailto:you@example.org)"}


def test_one_altered_byte_of_the_output_is_a_problem(sample: Sample) -> None:
    sample.output.write_text("thing 1\nthing 3\n")
    assert find_problems(sample) == [
        "doi/access/toy: it prints other lines than samples/doi/access/toy.out holds"
    ]


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


def test_a_planted_bearer_token_is_a_problem(sample: Sample) -> None:
    with sample.cassette.open("a") as cassette:
        cassette.write("# Bearer " + "0123456789abcdef\n")
    assert find_problems(sample) == [
        f"doi/access/toy: {sample.cassette} holds what looks like a bearer token"
    ]


def test_a_changed_script_is_a_problem(sample: Sample) -> None:
    with sample.script.open("a") as script:
        script.write("# changed\n")
    assert find_problems(sample) == [
        "doi/access/toy: its script has changed since it was recorded; record it anew"
    ]


def test_dropping_accept_is_noticed(sample: Sample) -> None:
    sample.script.write_text(READ_TWICE.lstrip().replace('"Accept": "application/json", ', ""))
    assert "its cassette does not hold" in replay(sample).failure


def test_leftovers_are_named(sample: Sample) -> None:
    sample.script.unlink()
    assert find_leftovers() == [
        "cassettes/doi/access/toy.yaml: no sample belongs to this cassette",
        "samples/doi/access/toy.out: no sample belongs to this output",
        "docs/doi/access.md: there is no sample doi/access/toy",
    ]


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


def test_replay_runs_at_the_time_of_the_recording(guide: Path, toy: Toy) -> None:
    source = READ_TWICE.replace(
        "print(read_thing(2))", "import datetime; print(datetime.datetime.now(datetime.UTC).isoformat())"
    )
    sample = add_sample(guide, source)
    assert record_via_emulator(sample, toy()).is_written
    recorded_at = read_recording(sample.cassette).recorded_at.isoformat()
    assert sample.output.read_text() == f"thing 1\n{recorded_at}\n"
