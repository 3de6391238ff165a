"""Repositories, members, prefixes and events that the tests of their lists ask for."""

from typing import Any

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


def found(rest: Rest, path: str, accept: str = "application/json") -> Any:
    """Return what production answers someone without an account."""
    answer = rest.send("GET", path, host=PRODUCTION, auth=None, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    return answer.json


def event(name: str, relation: str, year: int) -> dict[str, Any]:
    """Return a link between two works."""
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


def assignment(name: str, prefix: str, created: str, **owners: str) -> dict[str, Any]:
    """Return a prefix's assignment to a member, or to a repository."""
    kind = "client-prefixes" if "client" in owners else "provider-prefixes"
    relationships = {owner: {"data": {"id": value, "type": f"{owner}s"}} for owner, value in owners.items()}
    return {
        "id": name,
        "type": kind,
        "attributes": {"createdAt": created},
        "relationships": {**relationships, "prefix": {"data": {"id": prefix, "type": "prefixes"}}},
    }
