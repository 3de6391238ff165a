"""What DataCite must have known to answer as it was recorded."""

from pathlib import Path

import pytest

from pidguide.fidelity.report.measure import measure
from tests.support.recordings import DATACITE, OWNER, doi, interaction, statuses, write_recording


def test_an_update_finds_the_doi_without_what_the_request_sets(tmp_path: Path) -> None:
    before = {
        "doi": "10.82434/abc",
        "state": "draft",
        "titles": [{"title": "After"}],
        "publicationYear": 2026,
    }
    answered = doi({**before}, id="10.82434/abc", relationships=OWNER)
    sent = doi({"titles": [{"title": "Something else"}]})
    update = interaction(f"{DATACITE}/10.82434/abc", 200, answered, method="PUT", sent=sent)
    report = measure([write_recording(tmp_path, "update", update, headers_recorded=False)])
    assert statuses(report) == [200]
    told = [(d.where, d.emulator) for d in report.scored[0].differences if d.check == "values"]
    assert told == [("data.attributes.titles[0].title", "Something else")]


def test_a_doi_of_which_the_answer_shows_some_fields_is_about_what_found_it(tmp_path: Path) -> None:
    shown = doi({"titles": [{"title": "Ice"}]}, id="10.82434/abc")["data"]
    found = interaction(
        "https://api.datacite.org/dois?query=glacier&fields[dois]=titles",
        200,
        {"data": [shown], "meta": {"total": 1}},
    )
    report = measure([write_recording(tmp_path, "query", found, headers_recorded=False)])
    assert [check.share for item in report.scored for check in item.checks if check.name == "items"] == [1.0]


def test_a_citation_tells_the_version_and_that_it_is_a_dataset(tmp_path: Path) -> None:
    text = (
        "Carberry, J. (2016). <i>Ice cores</i> (Version 5) [Dataset]. Dryad. https://doi.org/10.5061/DRYAD.1"
    )
    item = interaction(
        "https://api.datacite.org/dois/text/x-bibliography/10.5061/dryad.1?style=apa",
        200,
        text,
        content_type="text/x-bibliography",
    )
    (scored,) = measure([write_recording(tmp_path, "apa", item)]).scored
    assert scored.replayed.answer and scored.replayed.answer.message.body.decode() == text


@pytest.mark.parametrize(("method", "status"), [("PUT", 403), ("DELETE", 405), ("DELETE", 204)])
def test_the_state_that_an_answer_to_a_write_implies(tmp_path: Path, method: str, status: int) -> None:
    sent = doi({"titles": [{"title": "x"}]}) if method == "PUT" else None
    item = interaction(f"{DATACITE}/10.82434/abc", status, "", method=method, sent=sent)
    assert statuses(measure([write_recording(tmp_path, "write", item, headers_recorded=False)])) == [status]


def test_media_that_are_listed_belong_to_a_doi(tmp_path: Path) -> None:
    file = {
        "id": "0000-0000-0000-0001",
        "type": "media",
        "attributes": {"mediaType": "text/csv", "url": "https://example.org/a.csv"},
    }
    item = interaction(f"{DATACITE}/10.82434/abc/media", 200, {"data": [file]})
    item["request"]["headers"]["authorization"] = ["Basic REDACTED"]
    assert statuses(measure([write_recording(tmp_path, "media", item, headers_recorded=False)])) == [200]
