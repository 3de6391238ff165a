"""Counts over all DOIs found."""

from typing import Any

import pytest

from pid_emulator import Emulator
from support.datacite_registry import REPOSITORY
from support.datacite_rest import PRODUCTION, Rest, listed


def test_facets_are_off_unless_asked_for(rest: Rest) -> None:
    assert set(listed(rest, "")["meta"]) == {"total", "totalPages", "page"}
    facets = listed(rest, "?disable-facets=false&page[size]=0&prefix=10.1594")["meta"]
    assert facets["resourceTypes"] == [
        {"id": "dataset", "title": "Dataset", "count": 14},
        {"id": "collection", "title": "Collection", "count": 6},
    ]
    chosen = listed(rest, "?disable-facets=false&facets=registrationAgencies,citation_count&page[size]=0")[
        "meta"
    ]
    assert set(chosen) == {"total", "totalPages", "page", "registrationAgencies", "citationCount"}


def doi(name: str, client: str | None = None, **attributes: Any) -> dict[str, Any]:
    relationships = {"client": {"data": {"id": client, "type": "clients"}}} if client else {}
    return {"id": name, "type": "dois", "attributes": attributes, "relationships": relationships}


def orcid(digits: str) -> list[dict[str, str]]:
    return [{"nameIdentifier": f"https://orcid.org/{digits}", "nameIdentifierScheme": "ORCID"}]


def licences(*identifiers: str) -> list[dict[str, str]]:
    return [{"rightsIdentifier": identifier} for identifier in identifiers]


def counted(emulator: Emulator, dois: list[dict[str, Any]], query: str) -> dict[str, Any]:
    """Return the facets of these DOIs and the repository of the tests, by name."""
    emulator.reset()
    emulator.world.datacite.add("clients", REPOSITORY)
    for record in dois:
        emulator.world.datacite.add("dois", record)
    answer = emulator.request("GET", f"{PRODUCTION}/dois?{query}")
    assert answer.json is not None
    facets: dict[str, Any] = answer.json["meta"]
    return {name: value for name, value in facets.items() if name not in ("total", "totalPages", "page")}


def one_facet(emulator: Emulator, name: str, dois: list[dict[str, Any]]) -> Any:
    return counted(emulator, dois, f"disable-facets=false&facets={name}")[name]


def shown(emulator: Emulator, name: str, dois: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    """Return a facet as triples of id, title and count."""
    buckets = one_facet(emulator, name, dois)
    assert all([*bucket] == ["id", "title", "count"] for bucket in buckets)
    return [(bucket["id"], bucket["title"], bucket["count"]) for bucket in buckets]


ICE = doi(
    "10.82401/ice",
    "kadq.glacier",
    publicationYear=2021,
    created="2020-02-03T00:00:00.000Z",
    registered="2019-02-03T00:00:00.000Z",
    types={"resourceTypeGeneral": "JournalArticle"},
    language="de",
    schemaVersion="http://datacite.org/schema/kernel-4",
    contentUrl="https://repository.example.org/ice.csv",
    citationCount=3,
    viewCount=5,
    downloadCount=7,
    subjects=[
        {"subject": "ice cores"},
        {"subject": "ice cores", "subjectScheme": "other"},
        {"subject": "FOS: Physical sciences", "subjectScheme": "Fields of Science and Technology (FOS)"},
    ],
    rightsList=licences("cc-by-4.0"),
    creators=[
        {
            "name": "Carberry, Josiah",
            "nameIdentifiers": orcid("0000-0002-1825-0097"),
            "affiliation": [
                {
                    "name": "Brown University",
                    "affiliationIdentifier": "https://ror.org/05gq02987",
                    "affiliationIdentifierScheme": "ROR",
                },
                {
                    "name": "By another scheme",
                    "affiliationIdentifier": "grid.40263.33",
                    "affiliationIdentifierScheme": "GRID",
                },
            ],
        }
    ],
    contributors=[
        {
            "name": "Bowl, Ann",
            "contributorType": "Editor",
            "nameIdentifiers": [
                *orcid("0000-0001-5109-3700"),
                {"nameIdentifier": "0000000121032683", "nameIdentifierScheme": "ISNI"},
            ],
        }
    ],
    fundingReferences=[{"funderName": "Fund", "funderIdentifier": "https://doi.org/10.13039/501"}],
)
ROCK = doi("10.82402/rock", "no.one", publicationYear=2019, citationCount=4, downloadCount=1)


def test_without_a_choice_these_are_counted(empty: Emulator) -> None:
    assert [*counted(empty, [ICE], "disable-facets=false")] == [
        "states", "resourceTypes", "created", "published", "registered", "providers", "clients",
        "affiliations", "prefixes", "certificates", "licenses", "schemaVersions", "linkChecksStatus",
        "subjects", "fieldsOfScience", "citations", "views", "downloads",
    ]  # fmt: skip


@pytest.mark.parametrize("query", ["", "disable-facets=true", "disable-facets=0", "facets=states"])
def test_only_the_word_false_switches_facets_on(empty: Emulator, query: str) -> None:
    assert counted(empty, [ICE], query) == {}


def test_a_choice_may_be_spaced_and_underscored_and_what_is_unknown_is_left_out(empty: Emulator) -> None:
    query = "disable-facets=false&facets=view_count,%20openLicenses%20,nothing,states"
    assert [*counted(empty, [ICE], query)] == ["viewCount", "openLicenses", "states"]


@pytest.mark.parametrize(
    ("name", "buckets"),
    [
        ("states", [("findable", "Findable", 2)]),
        ("resourceTypes", [("journal-article", "Journal Article", 1)]),
        ("created", [("2020", "2020", 1)]),
        ("published", [("2021", "2021", 1), ("2019", "2019", 1)]),
        ("registered", [("2019", "2019", 1)]),
        ("providers", [("kadq", "kadq", 1)]),
        ("clients", [("kadq.glacier", "Glacier Service", 1), ("no.one", "no.one", 1)]),
        ("affiliations", [("ror.org/05gq02987", "Brown University", 1)]),
        ("prefixes", [("10.82401", "10.82401", 1), ("10.82402", "10.82402", 1)]),
        ("certificates", [("CoreTrustSeal", "Core Trust Seal", 1), ("WDS", "Wds", 1)]),
        ("clientTypes", [("repository", "Repository", 1)]),
        ("licenses", [("cc-by-4.0", "CC-BY-4.0", 1)]),
        ("licensesWithMissing", [("__missing__", "Unknown", 1), ("cc-by-4.0", "CC-BY-4.0", 1)]),
        ("schemaVersions", [("4", "Schema 4", 1)]),
        ("linkChecksStatus", []),
        (
            "subjects",
            [("FOS: Physical sciences", "Fos: Physical Sciences", 1), ("ice cores", "Ice Cores", 1)],
        ),
        ("fieldsOfScience", [("physical_sciences", "Physical sciences", 1)]),
        ("citations", [("2021", "2021", 3), ("2019", "2019", 4)]),
        ("views", [("2021", "2021", 5)]),
        ("downloads", [("2021", "2021", 7), ("2019", "2019", 1)]),
        ("languages", [("de", "German", 1)]),
        ("authors", [("https://orcid.org/0000-0002-1825-0097", "Carberry, Josiah", 1)]),
        (
            "creatorsAndContributors",
            [
                ("https://orcid.org/0000-0001-5109-3700", "Bowl, Ann", 1),
                ("https://orcid.org/0000-0002-1825-0097", "Carberry, Josiah", 1),
            ],
        ),
        ("registrationAgencies", [("datacite", "DataCite", 2)]),
        ("funders", [("https://doi.org/10.13039/501", "https://doi.org/10.13039/501", 1)]),
        ("openLicenses", [("cc-by-4.0", "CC-BY-4.0", 1)]),
    ],
)
def test_what_is_counted(empty: Emulator, name: str, buckets: list[tuple[str, str, int]]) -> None:
    assert shown(empty, name, [ICE, ROCK]) == buckets


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("citationCount", 7), ("viewCount", 5), ("downloadCount", 8), ("contentUrlCount", 1),
        ("openLicensesCount", 1),
    ],
)  # fmt: skip
def test_what_is_added_up(empty: Emulator, name: str, number: int) -> None:
    assert one_facet(empty, name, [ICE, ROCK]) == number


def test_the_most_frequent_come_first_and_equal_ones_by_name(empty: Emulator) -> None:
    languages = ["fr", "en", "fr", "de", "en", "fr"]
    dois = [doi(f"10.1/{number}", language=language) for number, language in enumerate(languages)]
    assert shown(empty, "languages", dois) == [("fr", "French", 3), ("en", "English", 2), ("de", "German", 1)]
    assert [bucket[0] for bucket in shown(empty, "languages", dois[2:5])] == ["de", "en", "fr"]


def test_a_doi_that_has_a_value_twice_counts_once(empty: Emulator) -> None:
    twice = doi("10.1/x", rightsList=licences("mit", "mit"), creators=ICE["attributes"]["creators"] * 2)
    for name in ("licenses", "licensesWithMissing", "affiliations", "authors"):
        assert [bucket[2] for bucket in shown(empty, name, [twice])] == [1]


@pytest.mark.parametrize(
    ("name", "size", "attribute"),
    [
        ("languages", 10, "language"),
        ("published", 10, "publicationYear"),
        ("citations", 10, "publicationYear"),
        ("resourceTypes", 34, "types"),
    ],
)
def test_no_more_than_the_first_are_shown(empty: Emulator, name: str, size: int, attribute: str) -> None:
    values: dict[str, list[Any]] = {
        "language": [f"{number:02d}" for number in range(size + 1)],
        "publicationYear": [*range(2000, 2001 + size)],
        "types": [{"resourceTypeGeneral": f"Type{number:02d}"} for number in range(size + 1)],
    }
    dois = [
        doi(f"10.1/{number}", citationCount=1, **{attribute: value})
        for number, value in enumerate(values[attribute])
    ]
    found = [bucket[0] for bucket in shown(empty, name, dois)]
    assert len(found) == size
    if attribute == "publicationYear":
        assert (found[0], found[-1]) == ("2010", "2001")
    assert len(shown(empty, name, dois[1:])) == size


def test_what_is_no_year_is_not_counted(empty: Emulator) -> None:
    dois = [doi("10.1/a", publicationYear="n.d.", citationCount=1), doi("10.1/b", citationCount=1)]
    assert (
        shown(empty, "published", dois)
        == shown(empty, "citations", dois)
        == shown(empty, "created", dois)
        == []
    )


@pytest.mark.parametrize(
    ("agency", "title"),
    [("datacite", "DataCite"), ("kisti", "KISTI"), ("jalc", "JaLC"), ("crossref", "Crossref")],
)
def test_agencies_are_written_as_they_write_themselves(empty: Emulator, agency: str, title: str) -> None:
    query = "disable-facets=false&facets=registrationAgencies&include-other-registration-agencies=true"
    [bucket] = counted(empty, [doi("10.1/x", agency=agency)], query)["registrationAgencies"]
    assert bucket == {"id": agency, "title": title, "count": 1}


OPEN = ["cc-by-1.0", "cc-by-2.0", "cc-by-3.0", "cc-by-4.0", "cc-by-sa-4.0", "cc0-1.0"]


def test_open_licences_are_those_without_strings(empty: Emulator) -> None:
    closed = ["cc-by-nc-4.0", "cc-by-nd-4.0", "mit"]
    dois = [doi(f"10.1/{name}", rightsList=licences(name)) for name in [*OPEN, *closed]]
    assert [bucket[0] for bucket in shown(empty, "openLicenses", dois)] == OPEN
    assert one_facet(empty, "openLicensesCount", dois) == 6


def test_an_organisation_without_a_name_is_shown_by_its_id(empty: Emulator) -> None:
    ror = {"affiliationIdentifier": "https://ror.org/05gq02987", "affiliationIdentifierScheme": "ROR"}
    record = doi("10.1/x", creators=[{"name": "A", "affiliation": [ror]}])
    assert shown(empty, "affiliations", [record]) == [("ror.org/05gq02987", "ror.org/05gq02987", 1)]
