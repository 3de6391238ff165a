"""Repositories and events: what they show, how they are found."""

from typing import Any

import pytest

from support.datacite_rest import PRODUCTION, Rest

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


MEMBERS: list[dict[str, Any]] = [
    {
        "id": "glac",
        "type": "providers",
        "attributes": {
            "name": "A Glacier Society",
            "displayName": "Zermatt Glacier Society",
            "region": "EMEA",
            "memberType": "direct_member",
            "focusArea": "naturalSciences",
            "created": "2019-05-01T00:00:00.000Z",
        },
    },
    {
        "id": "icec",
        "type": "providers",
        "attributes": {
            "name": "Ice Consortium",
            "displayName": "Ice Consortium",
            "region": "AMER",
            "memberType": "consortium",
            "created": "2021-05-01T00:00:00.000Z",
        },
    },
]


def assignment(name: str, prefix: str, created: str, **owners: str) -> dict[str, Any]:
    kind = "client-prefixes" if "client" in owners else "provider-prefixes"
    relationships = {owner: {"data": {"id": value, "type": f"{owner}s"}} for owner, value in owners.items()}
    return {
        "id": name,
        "type": kind,
        "attributes": {"createdAt": created},
        "relationships": {**relationships, "prefix": {"data": {"id": prefix, "type": "prefixes"}}},
    }


@pytest.fixture
def members(registry: Rest) -> Rest:
    store = registry.emulator.world.datacite
    for member in MEMBERS:
        store.add("providers", member)
    glac = {"data": [{"id": "glac", "type": "providers"}]}
    for prefix in ("10.82401", "10.82402"):
        record = {"id": prefix, "type": "prefixes", "attributes": {"createdAt": "2019-06-01T00:00:00.000Z"}}
        store.add("prefixes", {**record, "relationships": {"providers": glac, "clients": {"data": []}}})
    for name, prefix, year in (("old", "10.82402", 2019), ("new", "10.82401", 2020)):
        store.add("provider-prefixes", assignment(name, prefix, f"{year}-06-01T00:00:00Z", provider="glac"))
        links = {"provider": "kadq", "client": "kadq.glacier"}
        store.add("client-prefixes", assignment(name, prefix, f"{year}-07-01T00:00:00Z", **links))
    return registry


def ids(answer: Any) -> list[str]:
    return [item["id"] for item in answer["data"]]


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


def test_members_are_found_by_region_and_year(members: Rest) -> None:
    assert "icec" in ids(found(members, "/providers?region=amer&year=2021"))
    assert "glac" not in ids(found(members, "/providers?year=2021&page[size]=1000"))


def test_a_member_tells_how_many_repositories_or_organizations_it_has(members: Rest) -> None:
    assert found(members, "/providers/glac")["meta"] == {"repositoryCount": 0}
    assert found(members, "/providers/icec")["meta"] == {"consortiumOrganizationCount": 0}


def test_prefixes_tell_whom_they_are_assigned_to(members: Rest) -> None:
    answer = found(members, "/prefixes?provider-id=glac&include=providers")
    assert ids(answer) == ["10.82401", "10.82402"]
    assert answer["meta"]["states"] == [{"id": "with-provider", "title": "With Provider", "count": 2}]
    assert answer["meta"]["providers"] == [{"id": "glac", "title": "A Glacier Society", "count": 2}]
    assert [item["id"] for item in answer["included"]] == ["glac"]
    assert found(members, "/prefixes?provider-id=glac&state=with-repository")["data"] == []


@pytest.mark.parametrize(
    ("path", "owner", "facets"),
    [
        ("client-prefixes", "client-id=kadq.glacier", {"years", "providers", "clients"}),
        ("provider-prefixes", "provider-id=glac", {"years", "states", "providers"}),
    ],
)
def test_assignments_of_prefixes_come_latest_first(
    members: Rest, path: str, owner: str, facets: set[str]
) -> None:
    answer = found(members, f"/{path}?{owner}")
    assert ids(answer) == ["new", "old"]
    assert {*answer["meta"]} == {"total", "totalPages", "page", *facets}
    assert "included" not in answer
    assert ids(found(members, f"/{path}?{owner}&sort=-name")) == ["old", "new"]
    included = found(members, f"/{path}?{owner}&include=prefix")["included"]
    assert {item["id"] for item in included} == {"10.82401", "10.82402"}
