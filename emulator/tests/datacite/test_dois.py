"""DOIs as DataCite keeps them, read from records of any age."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from pid_emulator import Emulator
from pid_emulator.datacite.dois import (
    as_list,
    normalize_doi,
    parse_timestamp,
    publisher_object,
    timestamp,
    with_affiliations,
)
from support.datacite_rest import PRODUCTION, Rest


def test_old_and_partial_records_are_taken(rest: Rest) -> None:
    old = {
        "id": "10.1234/OLD",
        "attributes": {"titles": None, "contributors": None, "publisher": "P", "container": None},
    }
    rest.emulator.world.datacite.add("dois", old)
    single = rest.send("GET", "/dois/10.1234/old", host=PRODUCTION).json
    assert single is not None
    assert single["data"]["attributes"]["contributors"] == []
    assert rest.emulator.world.datacite.doi("10.1234/Old") is not None


@pytest.mark.parametrize(
    "text",
    [
        "10.1234/ABC", " 10.1234/abc ", "doi:10.1234/abc", "DOI:10.1234/abc", "https://doi.org/10.1234/abc",
        "http://dx.doi.org/10.1234/abc", "https://www.doi.org/10.1234/abc", "https:/doi.org/10.1234/abc",
        "https://handle.test.datacite.org/10.1234/abc", "https://handle.stage.datacite.org/10.1234/abc",
    ],
)  # fmt: skip
def test_a_doi_may_be_written_in_these_ways(text: str) -> None:
    assert normalize_doi(text) == "10.1234/abc"


@pytest.mark.parametrize(
    "text",
    ["", "10.123/a", "10.123456/a", "10.1234", "10.1234/", "11.1234/a", "https://example.org/10.1234/a"],
)
def test_what_is_no_doi(text: str) -> None:
    assert normalize_doi(text) is None
    assert normalize_doi("10.12345/a") == "10.12345/a"


@pytest.mark.parametrize(("value", "found"), [(None, []), ("a", ["a"]), (["a"], ["a"]), ({}, [{}]), (0, [0])])
def test_lists_are_made_of_what_is_none(value: Any, found: list[Any]) -> None:
    assert as_list(value) == found


@pytest.mark.parametrize(
    ("publisher", "found"),
    [
        ("Press", {"name": "Press"}),
        ({"name": "Press", "lang": "en"}, {"name": "Press", "lang": "en"}),
        ("", None),
        ({}, None),
        (None, None),
    ],
)
def test_a_publisher_becomes_an_object(publisher: Any, found: Any) -> None:
    assert publisher_object(publisher) == found


def test_affiliations_become_objects() -> None:
    named = with_affiliations({"name": "A", "affiliation": ["Brown", {"name": "B"}, "", None]})
    assert named == {"name": "A", "affiliation": [{"name": "Brown"}, {"name": "B"}], "nameIdentifiers": []}
    assert with_affiliations({"affiliation": "Brown"})["affiliation"] == [{"name": "Brown"}]
    assert with_affiliations("a word") == "a word"


def test_moments_are_written_in_utc_and_whole_seconds() -> None:
    east = datetime(2026, 1, 2, 1, 30, 0, 999_999, tzinfo=timezone(timedelta(hours=2)))
    assert timestamp(east) == "2026-01-01T23:30:00Z"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-02T03:04:05Z", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2026-01-02", datetime(2026, 1, 2, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        (None, None),
        (2026, None),
    ],
)
def test_a_moment_is_read_as_utc_unless_it_says_otherwise(text: Any, moment: datetime | None) -> None:
    assert parse_timestamp(text) == moment


def test_what_follows_from_other_fields_is_not_taken_from_a_record(empty: Emulator) -> None:
    computed = {"prefix": "10.9", "suffix": "z", "isActive": False, "landingPage": {"status": 1}}
    attributes = {"doi": "10.1234/A", "state": "registered", "identifiers": ["word", {"identifier": "i"}]}
    empty.world.datacite.add("dois", {"id": "10.1234/B", "attributes": {**attributes, **computed}})
    found = empty.world.datacite.find("production", "10.1234/a")
    assert found is not None
    assert (found.doi, found.prefix, found.suffix, found.state) == ("10.1234/a", "10.1234", "a", "registered")
    assert found.attributes["identifiers"] == [{"identifier": "i"}]
    assert not computed.keys() & found.attributes.keys()
