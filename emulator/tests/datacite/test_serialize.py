"""A DOI alone and in a list."""

from typing import Any

import pytest

from pid_emulator.datacite.dois import Doi
from pid_emulator.datacite.serialize import (
    listed_resource,
    people,
    publisher_shown,
    single_resource,
    timestamp_shown,
)
from support.datacite_rest import PRODUCTION, Rest, listed

PREPRINT = "10.48550/arxiv.1902.02534"


def test_single_and_listed_doi_differ(rest: Rest) -> None:
    single = rest.send("GET", f"/dois/{PREPRINT}", host=PRODUCTION, auth=None).json
    assert single is not None
    one, many = single["data"], listed(rest, f'?query=uid:"{PREPRINT}"')["data"][0]
    extra = {
        "prefix",
        "suffix",
        "alternateIdentifiers",
        "xml",
        "viewsOverTime",
        "downloadsOverTime",
        "citationsOverTime",
    }
    assert set(one["attributes"]) - set(many["attributes"]) == extra
    assert list(many["relationships"]) == ["client"]
    assert one["attributes"]["created"].endswith(".000Z") and not many["attributes"]["created"].endswith(
        ".000Z"
    )
    assert (one["attributes"]["published"], many["attributes"]["published"]) == ("2019", None)


@pytest.mark.parametrize(
    ("stored", "alone", "listed"),
    [
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z", "2026-01-02T03:04:05Z"),
        ("2026-01-02T03:04:05.678+02:00", "2026-01-02T01:04:05.000Z", "2026-01-02T01:04:05Z"),
        ("long ago", "long ago", "long ago"),
        (None, None, None),
    ],
)
def test_timestamps_have_milliseconds_alone_and_none_in_a_list(stored: Any, alone: Any, listed: Any) -> None:
    assert (timestamp_shown(stored, False), timestamp_shown(stored, True)) == (alone, listed)


def test_affiliations_and_publishers_are_names_or_objects() -> None:
    ror = {"name": "Brown", "affiliationIdentifier": "https://ror.org/05gq02987"}
    person = {"name": "A", "affiliation": [ror, {"affiliationIdentifier": "nameless"}]}
    assert people([person, "a word"], False) == [
        {"name": "A", "affiliation": ["Brown"], "nameIdentifiers": []}
    ]
    assert people([person], True)[0]["affiliation"] == person["affiliation"]
    press = {"name": "Press", "lang": "en"}
    assert (publisher_shown(press, False), publisher_shown(press, True)) == ("Press", press)
    assert publisher_shown(None, True) is None


def test_its_own_name_and_address_are_no_alternate_identifiers() -> None:
    names = ["10.1234/A", "https://example.org", "other"]
    identifiers = [{"identifier": name, "identifierType": "t"} for name in names]
    doi = Doi("10.1234/a", {"identifiers": identifiers, "url": "https://example.org"})
    shown = single_resource(doi)["attributes"]
    assert shown["identifiers"] == [{"identifier": "other", "identifierType": "t"}]
    assert shown["alternateIdentifiers"] == [{"alternateIdentifierType": "t", "alternateIdentifier": "other"}]


@pytest.mark.parametrize(("state", "active"), [("draft", False), ("registered", False), ("findable", True)])
def test_only_findable_dois_are_active(state: str, active: bool) -> None:
    shown = single_resource(Doi("10.1234/a", {}, state=state))["attributes"]
    assert (shown["state"], shown["isActive"]) == (state, active)


def test_switches_add_what_they_name() -> None:
    doi = Doi("10.1234/a", {"landingPage": {"status": 200}}, relations={"citations": ["10.1234/b"]})
    assert "landingPage" not in listed_resource(doi)["attributes"]
    assert listed_resource(doi, owner=True)["attributes"]["landingPage"] == {"status": 200}
    assert "agency" not in listed_resource(doi)["attributes"]
    assert listed_resource(doi, agency=True)["attributes"]["agency"] == "datacite"
    detailed = listed_resource(doi, detail=True)
    assert detailed["relationships"]["citations"] == {"data": [{"id": "10.1234/b", "type": "dois"}]}
    assert ("media" in detailed["relationships"], "media" in single_resource(doi)["relationships"]) == (
        False, True,
    )  # fmt: skip
