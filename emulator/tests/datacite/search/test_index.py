"""What a search sees of a DOI."""

from typing import Any

import pytest

from pid_emulator import Emulator
from pid_emulator.datacite.search.index import index_document, ror_id, values_at
from support.datacite_registry import REPOSITORY

NESTED: dict[str, Any] = {
    "titles": [{"title": "A"}, {"title": "B"}, {"title": None}, "none"],
    "types": {"ris": "DATA", "bibtex": "misc"},
    "year": 2021,
    "nothing": None,
}


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("titles.title", ["A", "B"]),
        ("types.*", ["DATA", "misc"]),
        ("*.title", ["A", "B"]),
        ("types", ["DATA", "misc"]),
        ("year", [2021]),
        ("year.month", []),
        ("nothing", []),
        ("missing.title", []),
    ],
)
def test_values_are_found_through_lists_and_objects(path: str, values: list[Any]) -> None:
    assert values_at(NESTED, path.split(".")) == values


@pytest.mark.parametrize(
    "address", ["https://ror.org/05GQ02987", "ror.org/05gq02987/", "05gq02987", "http://ror.org/05gq02987"]
)
def test_ror_ids_are_held_in_one_form(address: str) -> None:
    assert ror_id(address) == "ror.org/05gq02987"


def found(emulator: Emulator, query: str) -> int:
    answer = emulator.request("GET", f"https://api.datacite.org/dois?query={query}")
    assert answer.json is not None, answer.text
    total: int = answer.json["meta"]["total"]
    return total


@pytest.fixture
def one_doi(empty: Emulator) -> Emulator:
    consortium = {"consortium": {"data": {"id": "ICEC", "type": "providers"}}}
    relationships = {**REPOSITORY["relationships"], **consortium}
    attributes = {**REPOSITORY["attributes"], "re3data": "r3d1", "opendoar": 77}
    client = {**REPOSITORY, "attributes": attributes, "relationships": relationships}
    empty.world.datacite.add("clients", client)
    ror = {"affiliationIdentifier": "https://ror.org/05gq02987", "affiliationIdentifierScheme": "ROR"}
    doi = {
        "id": "10.82401/ICE",
        "attributes": {
            "creators": [{"name": "Carberry, J.", "givenName": "Josiah", "familyName": "Carberry",
                          "nameIdentifiers": [{"nameIdentifier": "https://orcid.org/0000-0002-1825-0097",
                                               "nameIdentifierScheme": "ORCID"}]}],
            "contributors": [{"name": "Society", "affiliation": [{"name": "Brown", **ror}],
                              "nameIdentifiers": [{"nameIdentifier": "https://ror.org/03yrm5c26",
                                                   "nameIdentifierScheme": "ROR"}]}],
            "titles": [{"title": "First"}, {"title": "Second"}],
            "publisher": {"name": "Press", "publisherIdentifier": "https://ror.org/04wxnsj81"},
            "publicationYear": 2021,
            "types": {"resourceTypeGeneral": "JournalArticle"},
            "version": "1.2",
            "citationCount": 3,
            "fundingReferences": [
                {"funderIdentifier": "https://doi.org/10.13039/1",
                 "funderIdentifierType": "Crossref Funder ID"},
                {"funderIdentifier": "https://ror.org/021nxhr62", "funderIdentifierType": "ROR"},
            ],
        },
        "relationships": {"client": {"data": {"id": "kadq.glacier", "type": "clients"}}},
    }  # fmt: skip
    empty.world.datacite.add("dois", doi)
    return empty


@pytest.mark.parametrize(
    ("field", "value", "other"),
    [
        ("uid", "10.82401/ice", "10.82401"),
        ("prefix", "10.82401", "10.824"),
        ("suffix", "ice", "10.82401"),
        ("client_id", "kadq.glacier", "kadq"),
        ("provider_id", "kadq", "kadq.glacier"),
        ("consortium_id", "icec", "ICEC"),
        ("resource_type_id", "journal-article", "JournalArticle"),
        ("aasm_state", "findable", "draft"),
        ("agency", "datacite", "crossref"),
        ("publisher", "Press", "Second"),
        ("publisher.publisherIdentifier", "*04wxnsj81", "*05gq02987"),
        ("publicationYear", "2021", "2022"),
        ("version", "1.2", "1.1"),
        ("citationCount", "3", "0"),
        ("viewCount", "0", "3"),
        ("creator_names", '"Josiah Carberry"', '"Carberry Josiah"'),
        ("creators_and_contributors.name", "Society", "Press"),
        ("affiliation_id", "ror.org/05gq02987", "ror.org/03yrm5c26"),
        ("organization_id", "ror.org/03yrm5c26", "ror.org/05gq02987"),
        ("person_id", "*0000-0002-1825-0097", "*03yrm5c26"),
        ("funder_rors", "*021nxhr62", "*13039*"),
        ("funder_ids", "*13039*", "*021nxhr62"),
        ("primary_title.title", "First", "Second"),
        ("client.client_type", "repository", "clients"),
        ("client.repository_type", "disciplinary", "repository"),
        ("client.re3data_id", "r3d1", "r3d"),
        ("client.opendoar_id", "77", "7"),
        ("client.uid", "kadq.glacier", "kadq"),
    ],
)
def test_fields_of_a_query(one_doi: Emulator, field: str, value: str, other: str) -> None:
    assert (found(one_doi, f"{field}:{value}"), found(one_doi, f"{field}:{other}")) == (1, 0)


def test_a_doi_without_anything_has_counts_and_an_agency(empty: Emulator) -> None:
    empty.world.datacite.add("dois", {"id": "10.1/x", "attributes": {}})
    system = empty.world.datacite.production
    document = index_document(system.dois["10.1/x"], system)
    assert [document[name] for name in ("citation_count", "version_of_count", "agency")] == [0, 0, "datacite"]
    names = ("resource_type_id", "publisher", "publisher_obj", "consortium_id", "client_id")
    assert [document[name] for name in names] == [None] * 5
    assert (document["client"], document["provider"]) == ({}, {})
