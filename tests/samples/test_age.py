"""Old recordings: named, warned of in CI, failed for in the scheduled job, marked on the site."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner

from pid_emulator import Emulator
from pidguide.cassettes.format import read_recording
from pidguide.commands.cli import main
from pidguide.running.record import record_via_emulator
from pidguide.samples import age
from pidguide.samples.catalogue import Sample
from pidguide.site.render import status
from pidguide.site.render.sample_block import provenance
from tests.support.toy_guide import add_sample


@pytest.fixture
def sample(guide: Path, toy: Callable[[], Emulator], monkeypatch: pytest.MonkeyPatch) -> Sample:
    recorded = add_sample(guide)
    assert record_via_emulator(recorded, toy()).is_written
    monkeypatch.setattr(status, "REPLAYS", guide / "replays.json")
    return recorded


def moment(sample: Sample, days: int) -> datetime:
    return read_recording(sample.cassette).recorded_at + timedelta(days=days, hours=1)


def invoke(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["age", *words])
    return result.exit_code, result.output


def test_the_limit_itself_is_not_too_old(sample: Sample) -> None:
    assert age.find_too_old(moment(sample, age.LIMIT_DAYS)) == ([], [])
    assert age.find_too_old(moment(sample, age.LIMIT_DAYS + 1)) == ([(sample, age.LIMIT_DAYS + 1)], [])


def test_the_command_names_old_samples_and_fails_only_when_told_to(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    with time_machine.travel(moment(sample, 200), tick=False):
        told = f"doi/access/toy: recorded 200 days ago, the limit is {age.LIMIT_DAYS}\n"
        assert invoke() == (0, f"{told}1 recording(s) older than {age.LIMIT_DAYS} days.\n")
        assert invoke("--fail")[0] == 1
    with time_machine.travel(moment(sample, 100), tick=False):
        assert invoke("--fail") == (0, f"0 recording(s) older than {age.LIMIT_DAYS} days.\n")


def test_ci_shows_each_old_sample_as_a_warning(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    with time_machine.travel(moment(sample, 200), tick=False):
        assert invoke()[1].startswith("::warning::doi/access/toy: recorded 200 days ago")


@pytest.mark.parametrize(("days", "is_marked"), [(100, False), (200, True)])
def test_the_page_and_the_status_mark_an_old_sample(sample: Sample, days: int, is_marked: bool) -> None:
    with time_machine.travel(moment(sample, days), tick=False):
        assert (f"{days} days old" in provenance(sample, read_recording(sample.cassette))) is is_marked
        assert ("too old" in status.show_status()) is is_marked
        (state,) = status.read_states()
        assert (state.is_too_old, state.age_days) == (is_marked, days)
        assert status.count_states([state])["too_old"] == int(is_marked)
