"""Routes of repositories, members and prefixes."""

from support.datacite_registry import found
from support.datacite_rest import PRODUCTION, Rest


def test_repositories_members_prefixes(rest: Rest) -> None:
    client = rest.send("GET", "/repositories/PANGAEA.REPOSITORY", host=PRODUCTION).json
    assert client is not None
    assert client["data"]["relationships"]["provider"]["data"]["id"] == "pangaea"
    assert "contactEmail" not in client["data"]["attributes"]
    clients = rest.send("GET", "/clients?page[size]=3&provider-id=cern,arxiv", host=PRODUCTION).json
    assert clients is not None
    assert {item["id"] for item in clients["data"]} == {"arxiv.content", "cern.zenodo"}
    prefix = rest.send("GET", "/prefixes/10.48550", host=PRODUCTION).json
    assert prefix is not None
    assert prefix["data"]["relationships"]["clients"]["data"][0]["id"] == "arxiv.content"
    totals = rest.send("GET", "/providers/totals", host=PRODUCTION).json
    assert totals is not None
    assert {item["id"]: item["count"] for item in totals}["arxiv"] == 2


def test_a_list_of_repositories_counts_and_side_loads_on_demand(registry: Rest) -> None:
    body = found(registry, "/repositories?ids=kadq.glacier")
    assert "included" not in body
    assert "included" in found(registry, "/repositories?ids=kadq.glacier&include=provider")
    assert [bucket["title"] for bucket in body["meta"]["certificates"]] == ["Core Trust Seal", "Wds"]
    assert body["meta"]["software"] == [{"id": "dataverse", "title": "Dataverse", "count": 1}]
    empty = found(registry, "/repositories?query=zzz")
    assert empty["meta"] == {"total": 0, "totalPages": 0, "page": 1}


def test_a_member_tells_how_many_repositories_or_organizations_it_has(members: Rest) -> None:
    assert found(members, "/providers/glac")["meta"] == {"repositoryCount": 0}
    assert found(members, "/providers/icec")["meta"] == {"consortiumOrganizationCount": 0}


def test_totals_of_prefixes_are_those_of_one_repository(rest: Rest) -> None:
    assert rest.send("GET", "/prefixes/totals", host=PRODUCTION).status_code == 204
    totals = rest.send("GET", "/prefixes/totals?client-id=CERN.ZENODO", host=PRODUCTION).json
    dois = rest.send("GET", "/dois?client-id=cern.zenodo&page[size]=0", host=PRODUCTION).json
    assert totals is not None and dois is not None
    assert [item["id"] for item in totals] == ["10.5281"]
    assert totals[0]["count"] == dois["meta"]["total"] > 0
    assert rest.send("GET", "/prefixes/totals?client-id=none.such", host=PRODUCTION).json == []
