"""Repositories and events: what they show, how they are found."""

from typing import Any

import pytest

from tests.emulator.datacite.rest import PRODUCTION, Rest

REPOSITORY: dict[str, Any] = {
    "id": "kadq.glacier",
    "type": "repositories",
    "attributes": {
        "name": "Glacier Service",
        "symbol": "KADQ.GLACIER",
        "year": 2012,
        "clientType": "repository",
        "repositoryType": ["disciplinary"],
        "certificate": ["WDS", "CoreTrustSeal"],
        "software": "Dataverse",
        "subjects": [],
    },
    "relationships": {"provider": {"data": {"id": "kadq", "type": "providers"}}},
}
SUBJECT, OBJECT = "https://doi.org/10.5061/dryad.1", "https://doi.org/10.1371/journal.1"


def found(rest: Rest, path: str, accept: str = "application/json") -> Any:
    answer = rest.send("GET", path, host=PRODUCTION, auth=None, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    return answer.json


def event(name: str, relation: str, year: int) -> dict[str, Any]:
    return {
        "id": name,
        "type": "events",
        "attributes": {
            "subjId": SUBJECT,
            "objId": OBJECT,
            "sourceId": "datacite-crossref",
            "relationTypeId": relation,
            "occurredAt": f"{year}-06-01T00:00:00.000Z",
            "sourceDoi": "10.5061/dryad.1",
        },
    }


@pytest.fixture
def registry(rest: Rest) -> Rest:
    rest.emulator.world.datacite.add("clients", REPOSITORY)
    for name, relation, year in (("e2", "is-cited-by", 2025), ("e1", "is-supplement-to", 2019)):
        rest.emulator.world.datacite.add("events", event(name, relation, year))
    return rest


def test_a_repository_says_more_than_a_client(registry: Rest) -> None:
    as_repository = found(registry, "/repositories/kadq.glacier")
    as_client = found(registry, "/clients/kadq.glacier")
    assert (as_repository["data"]["type"], as_client["data"]["type"]) == ("repositories", "clients")
    only = {*as_repository["data"]["attributes"]} - {*as_client["data"]["attributes"]}
    assert only == {"repositoryType", "certificate", "software", "subjects"}
    assert as_repository["meta"] == {"doiCount": 0, "prefixCount": 0}


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("certificate=CoreTrustSeal", 1),
        ("certificate=coretrustseal", 0),
        ("certificate=DINI,WDS&repository-type=disciplinary", 1),
        ("software=dataverse", 1),
        ("software=Dataverse", 0),
        ("provider-id=kadq&query=glacier", 1),
        ("ids=KADQ.GLACIER&query=zzz&certificate=DINI", 1),
    ],
)
def test_filters_of_repositories(registry: Rest, query: str, count: int) -> None:
    assert found(registry, f"/repositories?{query}")["meta"]["total"] == count


def test_a_list_of_repositories_counts_and_side_loads_on_demand(registry: Rest) -> None:
    body = found(registry, "/repositories?ids=kadq.glacier")
    assert "included" not in body
    assert "included" in found(registry, "/repositories?ids=kadq.glacier&include=provider")
    assert [bucket["title"] for bucket in body["meta"]["certificates"]] == ["Core Trust Seal", "Wds"]
    assert body["meta"]["software"] == [{"id": "dataverse", "title": "Dataverse", "count": 1}]
    empty = found(registry, "/repositories?query=zzz")
    assert empty["meta"] == {"total": 0, "totalPages": 0, "page": 1}


def test_events_come_in_the_words_that_are_asked_for(registry: Rest) -> None:
    old = found(registry, "/events?doi=10.5061/DRYAD.1")
    new = found(registry, "/events?doi=10.1371/journal.1", "application/vnd.api+json; version=2")
    assert [item["id"] for item in old["data"]] == [item["id"] for item in new["data"]] == ["e1", "e2"]
    assert {*old["data"][0]["attributes"]} == {
        "subj-id", "obj-id", "source-id", "relation-type-id", "occurred-at",
    }  # fmt: skip
    assert new["data"][0]["attributes"]["sourceDoi"] == "10.5061/dryad.1"
    assert old["meta"]["total-pages"] == new["meta"]["totalPages"] == 1
    assert old["meta"]["relation-types"][0]["year-months"] == [
        {"id": "2025-06", "title": "2025-06", "sum": 1}
    ]
    assert old["data"][0]["relationships"]["subj"] == {"data": {"id": SUBJECT, "type": "objects"}}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("relation-type-id=is-cited-by,references", ["e2"]),
        ("subj-id=https://doi.org/10.5061/DRYAD.1&sort=-created", ["e2", "e1"]),
        ("subj-id=10.5061/dryad.1", []),
        ("prefix=10.1371", ["e1", "e2"]),
        ("year-month=2019-06", ["e1"]),
        ("source-id=crossref", []),
        ("ids=e2", ["e2"]),
    ],
)
def test_filters_of_events(registry: Rest, query: str, names: list[str]) -> None:
    assert [item["id"] for item in found(registry, f"/events?{query}")["data"]] == names


def test_the_next_page_of_events_keeps_the_filters(registry: Rest) -> None:
    links = found(registry, "/events?prefix=10.5061&page[size]=1")["links"]
    assert links["next"] == (
        "https://api.datacite.org/events?page%5Bnumber%5D=2&page%5Bsize%5D=1&prefix=10.5061"
    )
    assert found(registry, "/events/e1")["data"]["attributes"]["relation-type-id"] == "is-supplement-to"
