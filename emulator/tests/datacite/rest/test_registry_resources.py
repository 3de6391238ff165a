"""Repositories, members and prefixes: what they show, how they are found."""

import pytest

from support.datacite_registry import found
from support.datacite_rest import Rest, ids


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


def test_members_are_found_by_region_and_year(members: Rest) -> None:
    assert "icec" in ids(found(members, "/providers?region=amer&year=2021"))
    assert "glac" not in ids(found(members, "/providers?year=2021&page[size]=1000"))


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
