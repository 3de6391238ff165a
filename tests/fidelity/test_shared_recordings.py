"""The emulator measured against the real recordings beside the project, where they are at hand."""

from collections.abc import Iterator

import pytest

from pidguide.basics.paths import ROOT
from pidguide.fidelity.report.measure import measure
from pidguide.fidelity.report.scores_by_route import RECENT, Report

SHARED_RECORDINGS = ROOT.parent / "shared" / "reference" / "recordings"


@pytest.fixture(scope="module")
def shared_report() -> Iterator[Report]:
    if not SHARED_RECORDINGS.is_dir():
        pytest.skip("fidelity to shared recordings NOT MEASURED: ../shared/reference/recordings is not there")
    yield measure([SHARED_RECORDINGS])


@pytest.mark.parametrize("service", ["doi.org", "crossref", "datacite", "orcid"])
def test_each_service_is_true_to_the_shared_recordings(shared_report: Report, service: str) -> None:
    # doi.org: one exchange that can't be scored counts as 0.
    assert shared_report.services()[service] >= (0.975 if service == "doi.org" else 0.985)


def test_no_request_of_a_shared_recording_makes_the_emulator_fail(shared_report: Report) -> None:
    failed = [
        item.replayed.recorded.name
        for item in shared_report.scored
        if item.replayed.answer and item.replayed.answer.status >= 500 and item.replayed.recorded.status < 500
    ]
    assert failed == []


def test_little_of_the_shared_recordings_is_superseded(shared_report: Report) -> None:
    assert len(shared_report.superseded) <= 3
    # Since 2026-11-30 times, pages and added values count, too, which old recordings have otherwise.
    assert all(value > 0.92 for value in shared_report.raw().values())


@pytest.mark.parametrize("service", ["doi.org", "datacite", "orcid"])
def test_with_nothing_left_out_recordings_of_this_year_score_as_well(
    shared_report: Report, service: str
) -> None:
    assert shared_report.raw(RECENT)[service] >= 0.98
