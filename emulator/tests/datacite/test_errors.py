"""Errors in DataCite's words."""

import pytest

from pid_emulator.datacite.errors import Invalid, Problem, SearchError
from support.datacite_rest import COMPLETE, PREFIX, Rest, needs_schema


@needs_schema
def test_one_entry_for_each_source(rest: Rest) -> None:
    people = [{"name": "A", "nameType": "personal"}, {"name": "B", "nameType": "persona"}]
    answer = rest.send(
        "POST", "/dois", {**COMPLETE, "doi": f"{PREFIX}/x", "event": "publish", "creators": people}
    )
    assert answer.json is not None
    assert [error["source"] for error in answer.json["errors"]] == ["creatorName', attribute 'nameType"]


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (401, "Bad credentials."),
        (403, "You are not authorized to access this resource."),
        (404, "The resource you are looking for doesn't exist."),
        (405, "Method not allowed"),
        (406, "The content type is not recognized."),
    ],
)
def test_a_status_has_its_title(status: int, title: str) -> None:
    assert Problem(status).body == {"errors": [{"status": str(status), "title": title}]}
    assert Problem(status, "Words").body == {"errors": [{"status": str(status), "title": "Words"}]}


def test_invalid_metadata_has_the_first_error_of_each_source_beginning_with_a_capital() -> None:
    invalid = Invalid("10.1234/x", [("url", "can't be blank"), ("xml", "XML is bad"), ("url", "is invalid")])
    assert (invalid.status, Invalid(None, [], status=200).status) == (422, 200)
    assert invalid.body == {
        "errors": [
            {"source": "url", "title": "Can't be blank", "uid": "10.1234/x"},
            {"source": "xml", "title": "XML is bad", "uid": "10.1234/x"},
        ]
    }


def test_a_refused_search_has_an_object_where_others_have_a_list() -> None:
    assert (SearchError("words").status, SearchError("words").body) == (400, {"errors": {"title": "words"}})
