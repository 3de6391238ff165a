"""What is too old: named, warned of in CI, failed for in the scheduled job, marked on the status page."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
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
        counted = f"1 recording(s) older than {age.LIMIT_DAYS} days.\n0 figure(s) overdue for a check.\n"
        assert invoke() == (0, told + counted)
        assert invoke("--fail")[0] == 1
    with time_machine.travel(moment(sample, 100), tick=False):
        counted = f"0 recording(s) older than {age.LIMIT_DAYS} days.\n0 figure(s) overdue for a check.\n"
        assert invoke("--fail") == (0, counted)


def test_the_command_names_overdue_figures_with_their_source_and_fails_only_when_told_to(
    guide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    (guide / "docs" / "_facts").mkdir(parents=True)
    (guide / "docs" / "_facts" / "crossref.yml").write_text(
        'rows_max: {value: 1000, source: "https://example.org/x", checked_on: 2026-02-03, max_age_days: 9}'
    )
    with time_machine.travel(datetime(2026, 2, 11, 23, 59, tzinfo=UTC), tick=False):
        assert invoke("--fail")[0] == 0
    with time_machine.travel(datetime(2026, 2, 12, tzinfo=UTC), tick=False):
        told = (
            "crossref.rows_max in docs/_facts: its check was due on 2026-02-12; source: https://example.org/x"
        )
        assert invoke()[0] == 0
        exit_code, output = invoke("--fail")
        assert exit_code == 1
        assert output.splitlines()[0] == told
        assert output.splitlines()[-1] == "1 figure(s) overdue for a check."
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
        assert invoke()[1].startswith(f"::warning::{told}\n")


def test_ci_shows_each_old_sample_as_a_warning(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    with time_machine.travel(moment(sample, 200), tick=False):
        assert invoke()[1].startswith("::warning::doi/access/toy: recorded 200 days ago")


@pytest.mark.parametrize(("days", "is_marked"), [(100, False), (200, True)])
def test_the_status_page_marks_an_old_sample(sample: Sample, days: int, is_marked: bool) -> None:
    now = moment(sample, days)
    assert ("too old" in status.show_status(now)) is is_marked
    (state,) = status.read_states(now)
    assert (state.is_too_old, state.age_days) == (is_marked, days)
    assert status.count_states([state])["too_old"] == int(is_marked)
