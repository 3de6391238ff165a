"""One work as CSL JSON."""

from typing import Any

import pytest

from pid_emulator.orcid.record import csl
from support.orcid_people import CARBERRY, PUBLIC, Asker


def test_a_work_as_csl(ask: Asker) -> None:
    code = ask.get(f"{PUBLIC}/{CARBERRY}/works").json["group"][0]["work-summary"][0]["put-code"]
    csl = ask.get(f"{PUBLIC}/{CARBERRY}/work/{code}", Accept="application/vnd.citationstyles.csl+json").json
    assert (csl["type"], csl["DOI"]) == ("article-journal", "10.5555/666655554444")
    assert csl["issued"] == {"date-parts": [[2012, 10, 11]]}


def csl_of(**members: Any) -> dict[str, Any]:
    return csl.work({"put-code": 1, **members})


@pytest.mark.parametrize(
    ("work_type", "csl_type"),
    [
        ("journal-article", "article-journal"),
        ("book-chapter", "chapter"),
        ("conference-paper", "paper-conference"),
        ("data-set", "dataset"),
        ("dissertation-thesis", "thesis"),
        ("website", "webpage"),
        ("preprint", "article"),
        (None, "article"),
    ],
)
def test_the_type_of_a_work_in_csl(work_type: str | None, csl_type: str) -> None:
    assert csl_of(type=work_type) == {"id": "1", "type": csl_type}


def test_only_a_works_own_identifiers_are_its_identifiers_in_csl() -> None:
    ids = [
        {"external-id-type": "doi", "external-id-value": "10.5555/own", "external-id-relationship": "self"},
        {"external-id-type": "isbn", "external-id-value": "978-3", "external-id-relationship": "part-of"},
    ]
    found = csl_of(**{"external-ids": {"external-id": ids}})
    assert (found["DOI"], "ISBN" in found) == ("10.5555/own", False)


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ({"year": {"value": "2012"}, "month": None, "day": None}, {"date-parts": [[2012]]}),
        ({"year": {"value": "2012"}, "month": {"value": "04"}, "day": None}, {"date-parts": [[2012, 4]]}),
        (None, None),
    ],
)
def test_a_date_in_csl_has_the_parts_that_are_known(date: dict[str, Any] | None, issued: object) -> None:
    assert csl_of(**{"publication-date": date}).get("issued") == issued
