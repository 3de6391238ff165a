"""Counts beside lists of members, prefixes and their assignments."""

from support.datacite_registry import found
from support.datacite_rest import Rest, ids


def test_members_are_counted_and_ordered_by_the_name_shown(members: Rest) -> None:
    answer = found(members, "/providers?ids=glac,icec")
    assert ids(answer) == ["icec", "glac"]
    meta = answer["meta"]
    assert meta["regions"] == [
        {"id": "amer", "title": "Americas", "count": 1},
        {"id": "emea", "title": "Europe, Middle East and Africa", "count": 1},
    ]
    assert meta["memberTypes"][0] == {"id": "consortium", "title": "Consortium", "count": 1}
    assert [item["id"] for item in meta["years"]] == ["2021", "2019"]
    assert {"organizationTypes", "focusAreas", "nonProfitStatuses", "hasRequiredContacts"} < {*meta}


def test_prefixes_tell_whom_they_are_assigned_to(members: Rest) -> None:
    answer = found(members, "/prefixes?provider-id=glac&include=providers")
    assert ids(answer) == ["10.82401", "10.82402"]
    assert answer["meta"]["states"] == [{"id": "with-provider", "title": "With Provider", "count": 2}]
    assert answer["meta"]["providers"] == [{"id": "glac", "title": "A Glacier Society", "count": 2}]
    assert [item["id"] for item in answer["included"]] == ["glac"]
    assert found(members, "/prefixes?provider-id=glac&state=with-repository")["data"] == []
