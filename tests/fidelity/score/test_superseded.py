"""What a service has changed since a recording is left out of its score, and told."""

from pathlib import Path
from typing import Any

import pytest

from pidguide.compare.exchanges import read_exchanges
from pidguide.fidelity.report.measure import measure
from pidguide.fidelity.score.superseded import rules_for
from tests.support.recordings import (
    DATACITE,
    WORK,
    WORK_URL,
    doi,
    interaction,
    score_of,
    work_interaction,
    write_recording,
)


def test_what_a_service_no_longer_sends_is_left_out_and_told(tmp_path: Path) -> None:
    csl = {**WORK, "title": WORK["title"][0], "container-title": WORK["container-title"][0]}  # type: ignore[index]
    csl["URL"] = "http://dx.doi.org/10.5555/12345678"
    del csl["short-container-title"]
    link = '<http://dx.doi.org/10.5555/12345678>; rel="canonical"'
    kind = "application/vnd.citationstyles.csl+json"
    item = interaction(f"{WORK_URL}/transform", 200, csl, content_type=kind, link=link)
    item["request"]["headers"]["accept"] = [kind]
    now = measure([write_recording(tmp_path, "now", item, recorded_at="2026-07-01")])
    then = measure([write_recording(tmp_path, "then", item, recorded_at="2022-11-09")])
    assert score_of(now) < score_of(then) == 1.0


def test_a_later_change_of_the_service_is_left_out_and_told(tmp_path: Path) -> None:
    item = work_interaction()
    item["response"]["headers"].update({"x-api-pool": ["public"], "x-rate-limit-limit": ["50"]})
    item["response"]["headers"].update({"x-rate-limit-interval": ["1s"], "x-concurrency-limit": ["1"]})
    before = measure([write_recording(tmp_path, "june", item, recorded_at="2026-06-16")])
    after = measure([write_recording(tmp_path, "october", item, recorded_at="2026-10-01")])
    assert [rule.behaviour[:27] for rule in before.scored[0].superseded] == ["Crossref named its pools an"]
    assert before.scored[0].as_recorded == after.scored[0].score < before.scored[0].score
    assert after.scored[0].superseded == []


DATACITE_ERRORS: dict[str, Any] = {
    "unknown attribute": {"errors": [{"status": "422", "title": "found unpermitted parameter: :colour"}]},
    "a source twice": {
        "errors": [{"source": "xml", "title": "One."}, {"source": "xml", "title": "Two."}],
    },
    "two sources": {
        "errors": [{"source": "creators", "title": "One."}, {"source": "xml", "title": "Two."}],
    },
}


@pytest.mark.parametrize(
    ("errors", "recorded_at", "change", "left_out"),
    [
        ("unknown attribute", "2018-12-01", "attributes that it does not know", True),
        ("unknown attribute", "2026-10-01", "attributes that it does not know", False),
        ("a source twice", "2018-12-01", "each source once", True),
        ("a source twice", "2026-10-01", "each source once", False),
        ("two sources", "2018-12-01", "each source once", False),
    ],
)
def test_an_old_refusal_of_datacite_is_superseded_only_as_far_as_it_was_seen_to_change(
    tmp_path: Path, errors: str, recorded_at: str, change: str, left_out: bool
) -> None:
    sent = doi({"titles": [{"title": "x"}]})
    item = interaction(f"{DATACITE}/10.82434/abc", 422, DATACITE_ERRORS[errors], method="PUT", sent=sent)
    (exchange,) = read_exchanges(write_recording(tmp_path, "refused", item, recorded_at=recorded_at))
    assert any(change in rule.behaviour for rule in rules_for(exchange)) is left_out
