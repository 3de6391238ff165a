"""The filters of `GET /dois`."""

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from pid_emulator import Emulator
from pid_emulator.core.search_index import index_of_one
from pid_emulator.datacite.search.filters import passing
from pid_emulator.datacite.search.parameters import Parameters
from support.datacite_rest import PRODUCTION, Rest, ids, listed

PREPRINT = "10.48550/arxiv.1902.02534"


COUNTED = {
    "has-citations": "citationCount", "has-views": "viewCount", "has-downloads": "downloadCount",
    "has-references": "referenceCount", "has-parts": "partCount", "has-part-of": "partOfCount",
    "has-versions": "versionCount", "has-version-of": "versionOfCount",
}  # fmt: skip


def names(emulator: Emulator, query: str) -> list[str]:
    answer = emulator.request("GET", f"https://api.datacite.org/dois?sort=name&{query}")
    assert answer.json is not None, answer.text
    return [item["id"].partition("/")[2] for item in answer.json["data"]]


def filled(emulator: Emulator, **records: dict[str, Any]) -> Emulator:
    """Return the emulator with a DOI for each of these attributes."""
    for name, attributes in records.items():
        emulator.world.datacite.add("dois", {"id": f"10.1/{name}", "attributes": attributes})
    return emulator


ROR = {"affiliationIdentifier": "https://ror.org/05gq02987", "affiliationIdentifierScheme": "ROR"}


ONE: dict[str, Any] = {
    "types": {"resourceTypeGeneral": "JournalArticle", "resourceType": "Article"},
    "subjects": [{"subject": "FOS: Law", "subjectScheme": "Fields of Science and Technology (FOS)"}],
    "source": "mds",
    "rightsList": [{"rightsIdentifier": "cc-by-4.0"}],
    "language": "de",
    "schemaVersion": "http://datacite.org/schema/kernel-4",
    "creators": [
        {
            "name": "A",
            "nameIdentifiers": [
                {
                    "nameIdentifier": "https://orcid.org/0000-0002-1825-0097",
                    "nameIdentifierScheme": "ORCID",
                }
            ],
            "affiliation": [{"name": "Brown", **ROR}],
        }
    ],
    "contributors": [{"name": "O", "nameIdentifiers": [{"nameIdentifierScheme": "ROR"}]}],
    "fundingReferences": [
        {"funderIdentifier": "https://ror.org/021nxhr62", "funderIdentifierType": "ROR"},
        {"funderIdentifier": "https://doi.org/10.13039/1", "funderIdentifierType": "Crossref Funder ID"},
    ],
}


def kept(query: dict[str, str], **document: Any) -> bool:
    """Tell whether an index document of DataCite's own passes the filters of a request."""
    return bool(passing(Parameters(MultiDict(query)), index_of_one({"agency": "datacite", **document})))


def at(path: str, value: Any) -> dict[str, Any]:
    """Return a document that has a value at a path, in a list where the path has two parts."""
    outer, _, inner = path.partition(".")
    return {outer: [{inner: value}] if inner else value}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("prefix", "prefix"), ("resource-type", "types.resourceType"), ("subject", "subjects.subject"),
        ("source", "source"), ("license", "rights_list.rightsIdentifier"),
        ("certificate", "client.certificate"),
        ("client-type", "client.client_type"), ("re3data-id", "client.re3data_id"),
        ("opendoar-id", "client.opendoar_id"), ("state", "aasm_state"), ("language", "language"),
        ("affiliation-country", "affiliation_countries"), ("link-check-status", "landing_page.status"),
    ],
)  # fmt: skip
def test_a_filter_of_words_takes_one_of_several_as_it_is_written(name: str, path: str) -> None:
    assert kept({name: "a"}, **at(path, "a"))
    assert kept({name: "b,a,c"}, **at(path, "a"))
    assert not kept({name: "b, a"}, **at(path, "a"))
    assert not kept({name: "ab"}, **at(path, "a"))
    assert not kept({name: "a"})
    assert kept({name: "A"}, **at(path, "a")) is (name == "license")
    assert not kept({name: "a"}, **at("other", "a"))


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ({"consortium-id": "DC,X"}, {"consortium_id": "dc"}),
        ({"resource-type-id": "JournalArticle,Text"}, {"resource_type_id": "journal-article"}),
        ({"schema-version": "4"}, {"schema_version": "http://datacite.org/schema/kernel-4"}),
        ({"has-person": "0"}, {"creators": [{"nameIdentifiers": [{"nameIdentifierScheme": "ORCID"}]}]}),
        ({"funded-by": "https://ror.org/021NXHR62"}, {"funder_rors": ["https://ror.org/021nxhr62"]}),
        ({"affiliation-id": "05gq02987"}, {"affiliation_id": ["ror.org/05gq02987"]}),
        ({"funder-id": "x,doi:10.13039/A"}, {"funder_ids": ["https://doi.org/10.13039/a"]}),
        (
            {"field-of-science": "law,earth_sciences"},
            {
                "subjects": [
                    {
                        "subjectScheme": "Fields of Science and Technology (FOS)",
                        "subject": "FOS: Earth sciences",
                    }
                ]
            },
        ),
        ({"has-organization": "1"}, {"creators": [{"nameIdentifiers": [{"nameIdentifierScheme": "ROR"}]}]}),
        ({"has-organization": "1"}, {"contributors": [{"nameIdentifiers": {"nameIdentifierScheme": "ROR"}}]}),
        ({"has-affiliation": "1"}, {"creators": [{"affiliation": [{"affiliationIdentifierScheme": "ROR"}]}]}),
        (
            {"has-affiliation": "1"},
            {"contributors": [{"affiliation": {"affiliationIdentifierScheme": "ROR"}}]},
        ),
        ({"has-funder": "1"}, {"funding_references": [{"funderIdentifierType": "Crossref Funder ID"}]}),
        ({"client-id": " A.b ,x"}, {"client_id": "a.b"}),
        ({"provider-id": "x, AB"}, {"provider_id": "ab"}),
        ({"client-id": "x", "provider-id": "ab"}, {"client_id": "a.b", "provider_id": "ab"}),
        ({"ids": "10.1/A, 10.1/B"}, {"uid": "10.1/b", "agency": "crossref"}),
        ({"include-other-registration-agencies": "true"}, {"agency": "crossref"}),
        ({"has-citations": "3"}, {"citation_count": 3}),
        ({"has-citations": "many"}, {}),
        ({"has-citations": "9" * 18}, {"citation_count": 10**18}),
        ({"has-citations": "9" * 19}, {}),
        ({"published": "2020"}, {"publication_year": 2020}),
    ],
)
def test_a_filter_lets_pass(query: dict[str, str], document: dict[str, Any]) -> None:
    assert kept(query, **document)
    other = {"ids": "10.1/c"} if "ids" in query else {**query, "language": "xx"}
    assert not kept(other, **document)


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ({}, {"agency": "crossref"}),
        ({"has-person": "1"}, {"creators": [{"nameIdentifiers": [{"nameIdentifierScheme": "ROR"}]}]}),
        ({"has-organization": "1"}, {"creators": [{"nameIdentifiers": [{"nameIdentifierScheme": "ORCID"}]}]}),
        ({"has-funder": "1"}, {"funding_references": [{"funderIdentifierType": "ROR"}]}),
        ({"field-of-science": "law"}, {"subjects": [{"subjectScheme": "x", "subject": "FOS: Law"}]}),
        ({"client-id": "x", "provider-id": "y"}, {"client_id": "a.b", "provider_id": "ab"}),
        ({"has-citations": "4"}, {"citation_count": 3}),
        ({"has-citations": "1"}, {}),
        ({"published": "2019"}, {"publication_year": 2020}),
        ({"published": "2021"}, {"publication_year": 2020}),
        ({"schema-version": "3"}, {"schema_version": "http://datacite.org/schema/kernel-4"}),
    ],
)
def test_a_filter_does_not_let_pass(query: dict[str, str], document: dict[str, Any]) -> None:
    assert not kept(query, **document)


@pytest.mark.parametrize("year", ["2020-2022", "20", "2020,2021-01"])
@pytest.mark.parametrize("name", ["published", "created", "registered"])
def test_a_filter_by_year_takes_years_only(rest: Rest, name: str, year: str) -> None:
    answer = rest.send("GET", f"/dois?{name}={year}", host=PRODUCTION)
    bound = year.rpartition(",")[2]
    problem = f"failed to parse date field [{bound}] with format [yyyy]"
    assert (answer.status_code, answer.json) == (400, {"errors": {"title": f"{problem}: [{problem}]"}})


def test_what_is_named_by_its_id_passes_every_filter(rest: Rest) -> None:
    found = listed(rest, f"?ids={PREPRINT.upper()},10.9999/nothing&query=zzz&prefix=10.1&published=2001")
    assert ids(found) == [PREPRINT]


def test_repository_and_affiliation_are_alternatives(rest: Rest) -> None:
    first = set(ids(listed(rest, "?client-id=lzi.drops")))
    second = set(ids(listed(rest, "?provider-id=arxiv")))
    both = set(ids(listed(rest, "?client-id=lzi.drops&provider-id=arxiv")))
    assert both == first | second
    assert first and second and not first & second


def test_filters_of_things_widen_each_other_and_those_of_people_narrow(rest: Rest) -> None:
    """lupo ORs has-organization, has-affiliation and has-funder; has-person and funded-by are filters."""
    every = "?page[size]=1000"
    funded, affiliated, with_orcid = (
        set(ids(listed(rest, f"{every}&{name}=true")))
        for name in ("has-funder", "has-affiliation", "has-person")
    )
    assert funded and affiliated and with_orcid and funded != affiliated
    assert set(ids(listed(rest, f"{every}&has-funder=true&has-affiliation=true"))) == funded | affiliated
    assert set(ids(listed(rest, f"{every}&has-funder=true&has-person=true"))) == funded & with_orcid


def test_other_agencies_only_when_asked(rest: Rest) -> None:
    assert ids(listed(rest, '?query=uid:"10.1002/wea.2037"')) == []
    body = listed(rest, '?query=uid:"10.1002/wea.2037"&include_other_registration_agencies=true')
    assert body["data"][0]["attributes"]["agency"] == "crossref"


@pytest.mark.parametrize("name", COUNTED)
def test_counts_have_a_lower_bound(empty: Emulator, name: str) -> None:
    three: dict[str, dict[str, Any]] = {
        f"c{count}": {
            COUNTED[name]: count,
            **{other: 9 for other in COUNTED.values() if other != COUNTED[name]},
        }
        for count in (0, 2, 3)
    }
    filled(empty, **three)
    assert names(empty, f"{name}=2") == ["c2", "c3"]
    assert names(empty, f"{name}=3") == ["c3"]
    assert names(empty, f"{name}=4") == []
    assert names(empty, f"{name}=0") == names(empty, f"{name}=true") == ["c0", "c2", "c3"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("published=2020", ["y2020"]),
        ("published=2019,2020", ["y2019", "y2020"]),
        ("published=2021,2019", ["y2019", "y2020", "y2021"]),
        ("published=2022", []),
        ("created=2020", ["y2019"]),
        ("registered=2018", ["y2021"]),
    ],
)
def test_years_are_a_range_with_both_ends(empty: Emulator, query: str, found: list[str]) -> None:
    filled(
        empty,
        y2019={"publicationYear": 2019, "created": "2020-12-31T23:59:59.000Z"},
        y2020={"publicationYear": 2020, "created": "2021-01-01T00:00:00.000Z"},
        y2021={"publicationYear": 2021, "registered": "2018-01-01T00:00:00.000Z"},
    )
    assert names(empty, query) == found


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("ids=10.1/one, 10.1/TWO", "ids=10.1/on"),
        ("prefix=10.2,10.1", "prefix=10"),
        ("resource-type=Article", "resource-type=article"),
        ("resource-type-id=journal-article", "resource-type-id=article"),
        ("resource_type_id=JournalArticle", "resource_type_id=Article"),
        ("subject=FOS: Law", "subject=Law"),
        ("source=api,mds", "source=api"),
        ("license=CC-BY-4.0", "license=cc-by"),
        ("language=de", "language=DE"),
        ("schema-version=4", "schema-version=3"),
        ("user-id=0000-0002-1825-0097", "user-id=0000-0002-1694-233X"),
        ("user-id=https://orcid.org/0000-0002-1825-0097", "user-id=nobody"),
        ("has-person=true", "has-person=true&language=en"),
        ("funded-by=https://ror.org/021nxhr62", "funded-by=https://ror.org/05gq02987"),
        ("funder-id=10.13039/1", "funder-id=10.13039/2"),
        ("funder-id=https://doi.org/10.13039/1", "funder-id=10.13039/11"),
        ("affiliation-id=https://ror.org/05GQ02987", "affiliation-id=https://ror.org/021nxhr62"),
        ("field-of-science=law", "field-of-science=sociology"),
        ("has-affiliation=true", "has-affiliation=true&language=en"),
        ("has-organization=true", "has-organization=true&language=en"),
        ("has-funder=true", "has-funder=true&language=en"),
        ("client-id=NO.ONE,a.b", "client-id=a.b"),
        ("provider-id=no", "provider-id=one"),
    ],
)
def test_filters(empty: Emulator, right: str, wrong: str) -> None:
    filled(empty, other={})
    client = {"client": {"data": {"id": "no.one"}}, "provider": {"data": {"id": "no"}}}
    empty.world.datacite.add("dois", {"id": "10.1/one", "attributes": ONE, "relationships": client})
    shared = right.startswith("prefix")
    assert names(empty, right) == (["one", "other"] if shared else ["one"])
    assert names(empty, wrong) == []


def funded(emulator: Emulator, query: str) -> set[str]:
    """Return which of the works of `references` a filter by funder finds."""
    references = {
        "ror": [("https://ror.org/00k4n6c32", "ROR")],
        "registry": [("https://doi.org/10.13039/501100000780", "Crossref Funder ID")],
        "child": [("https://ror.org/0472cxd90", "ROR")],
        "child-by-registry": [("https://doi.org/10.13039/501100000781", "Crossref Funder ID")],
        "other": [("https://ror.org/021nxhr62", "ROR")],
    }
    for name, identifiers in references.items():
        funders = [{"funderIdentifier": one, "funderIdentifierType": kind} for one, kind in identifiers]
        attributes = {"state": "findable", "publicationYear": 2020, "fundingReferences": funders}
        emulator.world.datacite.add("dois", {"id": f"10.5281/{name}", "attributes": attributes})
    return {one.removeprefix("10.5281/") for one in names(emulator, query)}


COMMISSION = "funded-by=https://ror.org/00k4n6c32"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (COMMISSION, {"ror", "registry"}),
        ("funded-by=00k4n6c32", {"ror", "registry"}),
        ("funded-by=https://ror.org/0472cxd90", {"child", "child-by-registry"}),
        ("funded-by=https://ror.org/00k4n6c32,https://ror.org/021nxhr62", {"ror", "registry", "other"}),
        (f"{COMMISSION}&include-funder-child-organizations=false", {"ror", "registry"}),
        (
            f"{COMMISSION}&include-funder-child-organizations=true",
            {"ror", "registry", "child", "child-by-registry"},
        ),
        # funder-id is one of the alternatives, funded-by is not.
        ("funder-id=10.13039/501100000780&funded-by=https://ror.org/021nxhr62", set()),
        ("funder-id=10.13039/501100000780&client-id=none.such", {"registry"}),
        (
            "include-funder-child-organizations=true",
            {"ror", "registry", "child", "child-by-registry", "other"},
        ),
    ],
)
def test_funders_by_ror_id_narrow(empty: Emulator, query: str, expected: set[str]) -> None:
    assert funded(empty, query) == expected
