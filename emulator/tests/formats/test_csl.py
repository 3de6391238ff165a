"""A Crossref work as CSL JSON: Crossref's own, and the one that CSL defines."""

import pytest

from pid_emulator.formats.csl import crossref_csl_json, csl_item, date_parts, issued
from support.crossref_work import DOI, WORK, Negotiate


def test_csl_json_is_the_rest_message_with_plain_titles(negotiate: Negotiate) -> None:
    item = negotiate("application/vnd.citationstyles.csl+json", DOI.upper()).json
    assert item is not None
    assert item["type"] == "journal-article"
    assert item["title"] == "The Structure of Ordinary Water"
    assert item["container-title"] == item["container-title-short"] == "Science"
    assert item["subtitle"] == WORK["subtitle"]
    assert item["URL"] == f"http://dx.doi.org/{DOI.upper()}"
    assert item["reference"] == WORK["reference"]
    assert not {"short-container-title", "issn-type"} & set(item)


@pytest.mark.parametrize(
    ("crossref", "csl"),
    [
        ("journal-article", "article-journal"),
        ("posted-content", "article"),
        ("book-chapter", "chapter"),
        ("monograph", "book"),
        ("proceedings", "book"),
        ("proceedings-article", "paper-conference"),
        ("reference-entry", "entry-encyclopedia"),
        ("dissertation", "thesis"),
        ("dataset", "dataset"),
        ("component", "dataset"),
        ("report", "report"),
        ("standard", "report"),
        ("peer-review", "review"),
        ("grant", "article"),
        (None, "document"),
    ],
)
def test_each_type_of_crossrefs_has_one_of_csl(crossref: str | None, csl: str) -> None:
    assert csl_item({"type": crossref})["type"] == csl


def test_an_item_holds_what_a_citation_needs_and_nothing_empty() -> None:
    assert csl_item(
        {**WORK, "author": [{"family": "Frank", "given": "H."}, {"name": "A Group"}, {}], "volume": ""}
    ) == {
        "id": DOI,
        "type": "article-journal",
        "title": "The Structure of Ordinary Water",
        "container-title": "Science",
        "container-title-short": "Science",
        "issued": {"date-parts": [[1970, 8, 14]]},
        "ISSN": "0036-8075",
        "issue": "3946",
        "page": "635-641",
        "publisher": "American Association for the Advancement of Science (AAAS)",
        "DOI": DOI,
        "author": [{"family": "Frank", "given": "H."}, {"literal": "A Group"}],
    }
    assert csl_item({}) == {"id": "item", "type": "document"}


@pytest.mark.parametrize(
    "date",
    [
        None,
        "1970",
        {},
        {"date-parts": None},
        {"date-parts": []},
        {"date-parts": [[None]]},
        {"date-parts": ["1970"]},
    ],
)
def test_a_date_that_says_nothing_is_empty(date: object) -> None:
    assert date_parts(date) == []
    assert issued({"issued": date}) is None


def test_an_event_is_its_name_and_lists_of_crossrefs_own_are_left_out() -> None:
    work = {
        **WORK,
        "event": {"name": "PotCon"},
        "archive": ["CLOCKSS"],
        "isbn-type": [{}],
        "container-title": [],
    }
    item = crossref_csl_json(work, DOI)
    assert item["event"] == "PotCon"
    assert item["container-title"] == []
    assert not {"archive", "isbn-type"} & set(item)
