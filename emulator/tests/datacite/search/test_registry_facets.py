"""Counts beside lists of members, prefixes and their assignments."""

from typing import Any

import pytest

from pid_emulator.core.records import Record
from pid_emulator.datacite.search.registry_facets import (
    prefix_state,
    provider_facets,
    provider_prefix_state,
    related,
)
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


def record(**relationships: Any) -> Record:
    return {"id": "x", "attributes": {}, "relationships": relationships}


ONE, SEVERAL = {"data": {"id": "A.B"}}, {"data": [{"id": "a.b"}, {"id": "C.D"}, "word", {}]}


@pytest.mark.parametrize(
    ("prefix", "state", "of_member"),
    [
        (record(client=ONE, provider=ONE), "with-repository", "with-repository"),
        (record(clients=SEVERAL), "with-repository", "with-repository"),
        (record(provider=ONE), "with-provider", "without-repository"),
        (record(providers=SEVERAL, clients={"data": []}), "with-provider", "without-repository"),
        (record(), "unassigned", "without-repository"),
    ],
)
def test_whom_a_prefix_is_assigned_to(prefix: Record, state: str, of_member: str) -> None:
    assert (prefix_state(prefix), provider_prefix_state(prefix)) == (state, of_member)


def test_related_records_are_named_as_one_or_as_several_each_once() -> None:
    assert related(record(client=ONE, clients=SEVERAL), "client") == ["a.b", "c.d"]
    assert related({"id": "x", "attributes": {}}, "client") == []


@pytest.mark.parametrize(
    ("attribute", "value", "facet", "bucket"),
    [
        ("region", "APAC", "regions", {"id": "apac", "title": "Asia and Pacific"}),
        ("region", "EMEA", "regions", {"id": "emea", "title": "Europe, Middle East and Africa"}),
        ("region", "AMER", "regions", {"id": "amer", "title": "Americas"}),
        ("region", "MOON", "regions", {"id": "moon", "title": "MOON"}),
        ("memberType", "direct_member", "memberTypes", {"id": "direct_member", "title": "Direct Member"}),
        (
            "organizationType", "academicInstitution", "organizationTypes",
            {"id": "academicInstitution", "title": "Academic Institution"},
        ),
        ("focusArea", "laboratories", "focusAreas", {"id": "laboratories", "title": "Laboratories"}),
        ("nonProfitStatus", "non-profit", "nonProfitStatuses", {"id": "non-profit", "title": "Non Profit"}),
        ("hasRequiredContacts", False, "hasRequiredContacts", {"id": "false", "title": "False"}),
        ("created", "2019-05-01", "years", {"id": "2019", "title": "2019"}),
        ("createdAt", "2019-05-01", "years", {"id": "2019", "title": "2019"}),
    ],
)  # fmt: skip
def test_facets_of_members(attribute: str, value: Any, facet: str, bucket: dict[str, str]) -> None:
    member = {"id": "x", "attributes": {attribute: value}}
    assert provider_facets([member, member])[facet] == [{**bucket, "count": 2}]


def test_a_member_is_taken_to_have_its_contacts() -> None:
    counted = provider_facets([record()])
    assert counted.pop("hasRequiredContacts") == [{"id": "true", "title": "True", "count": 1}]
    assert not any(counted.values())
