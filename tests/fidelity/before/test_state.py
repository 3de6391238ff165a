"""What an answer says of the records before it, whatever the service."""

from pathlib import Path

from pidguide.fidelity.report.measure import measure
from tests.support.recordings import WORK, doi, envelope, interaction, not_found, statuses, write_recording


def test_a_later_page_shows_what_was_recorded(tmp_path: Path) -> None:
    message = {
        "facets": {},
        "total-results": 41,
        "items": [WORK],
        "items-per-page": 1,
        "query": {"start-index": 40, "search-terms": "metaphysics"},
    }
    crossref = interaction(
        "https://api.crossref.org/works?query=metaphysics&rows=1&offset=40",
        200,
        envelope("work-list", message),
    )
    shown = doi(
        {"doi": "10.82434/abc", "state": "findable", "updated": "2026-01-01T00:00:00Z"}, id="10.82434/abc"
    )["data"]
    datacite = interaction(
        "https://api.datacite.org/dois?prefix=10.82434&page[number]=3&page[size]=1",
        200,
        {"data": [shown], "meta": {"total": 3}},
    )
    write_recording(tmp_path, "crossref", crossref, headers_recorded=False)
    write_recording(tmp_path, "datacite", datacite, headers_recorded=False)
    shares = [
        check.share for item in measure([tmp_path]).scored for check in item.checks if check.name == "items"
    ]
    assert shares == [1.0, 1.0]


def test_a_record_that_was_not_found_is_not_loaded(tmp_path: Path) -> None:
    assert statuses(measure([write_recording(tmp_path, "none", not_found())])) == [404]
