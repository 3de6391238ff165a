from typing import Any

import pytest

from pid_emulator import Emulator
from support.datacite_mds import Repository
from support.datacite_registry import MEMBERS, REPOSITORY, assignment, event
from support.datacite_rest import EVENTS, Rest
from support.empty_emulator import empty_emulator

RECORD: dict[str, Any] = {
    "id": "10.5281/zenodo.57081",
    "type": "dois",
    "attributes": {
        "doi": "10.5281/zenodo.57081",
        "creators": [{"name": "Petchey, Owen L.", "givenName": "Owen L.", "familyName": "Petchey"}],
        "titles": [{"title": "Simplex Projection Walkthrough"}],
        "publisher": "Zenodo",
        "publicationYear": 2016,
        "types": {"bibtex": "misc", "citeproc": "article", "resourceTypeGeneral": "Other"},
        "url": "https://zenodo.org/record/57081",
        "state": "findable",
        "registered": "2016-07-06T10:00:00.000Z",
    },
}


@pytest.fixture(scope="session")
def _emulator() -> Emulator:
    return Emulator()


@pytest.fixture
def rest(_emulator: Emulator) -> Rest:
    """The REST API in its start state."""
    _emulator.reset()
    return Rest(_emulator)


@pytest.fixture
def empty() -> Emulator:
    """An emulator without records, in its start state."""
    return empty_emulator()


@pytest.fixture
def repository(empty: Emulator) -> Repository:
    """The guide's repository as a client of the MDS API."""
    return Repository(empty)


@pytest.fixture(params=EVENTS)
def state(request: pytest.FixtureRequest) -> str:
    """Each state that a DOI may have."""
    return str(request.param)


@pytest.fixture
def registry(rest: Rest) -> Rest:
    """The REST API with a repository and two events of its own."""
    rest.emulator.world.datacite.add("clients", REPOSITORY)
    for name, relation, year in (("e2", "is-cited-by", 2025), ("e1", "is-supplement-to", 2019)):
        rest.emulator.world.datacite.add("events", event(name, relation, year))
    return rest


@pytest.fixture
def members(registry: Rest) -> Rest:
    """The same with two members, and prefixes assigned to them and to the repository."""
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


@pytest.fixture(scope="package")
def registries() -> Emulator:
    """Both systems with one public DOI; production has a hidden one, too."""
    emulator = Emulator(built_in_records=False)
    emulator.world.datacite.add("dois", RECORD)
    hidden = {**RECORD["attributes"], "doi": "10.5281/hidden", "state": "registered"}
    emulator.world.datacite.add("dois", {"id": "10.5281/hidden", "type": "dois", "attributes": hidden})
    emulator.world.datacite.add("test/dois", RECORD)
    return emulator
