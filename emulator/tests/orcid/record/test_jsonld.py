"""A record as schema.org JSON-LD."""

import pytest

from support.orcid_people import CARBERRY, EMPTY, MEMBER, ORGANIZATION, PUBLIC, Asker


def test_a_record_as_json_ld(ask: Asker) -> None:
    person = ask.get(f"{PUBLIC}/{CARBERRY}", Accept="application/ld+json").json
    assert (person["@context"], person["@type"]) == ("http://schema.org", "Person")
    assert person["@id"] == f"https://orcid.org/{CARBERRY}"
    assert person["givenName"] == "Josiah" and "name" not in person
    works = person["@reverse"]["creator"]
    assert "https://doi.org/10.5555/12345678" in {work.get("@id") for work in works}
    # ROR is an identifier here, not an @id.
    assert {org["identifier"]["propertyID"] for org in person["affiliation"]} == {"ROR"}


def test_a_record_with_nothing_in_it_has_no_empty_members(ask: Asker) -> None:
    assert ask.get(f"{PUBLIC}/{EMPTY}", Accept="application/ld+json").json == {
        "@context": "http://schema.org",
        "@type": "Person",
        "@id": f"https://orcid.org/{EMPTY}",
        "mainEntityOfPage": f"https://orcid.org/{EMPTY}",
        "givenName": "Ingrid",
        "familyName": "Testperson",
    }


@pytest.mark.parametrize(
    ("source", "identifier", "members"),
    [
        ("GRID", "grid.40263.33", {"@id": "https://www.grid.ac/institutes/grid.40263.33"}),
        ("LEI", "529900T8BM49AURSDO55", {"@id": "https://www.gleif.org/lei/529900T8BM49AURSDO55"}),
        ("FUNDREF", "10.13039/100000001", {"@id": "10.13039/100000001"}),
        (
            "RINGGOLD",
            "6752",
            {"identifier": {"@type": "PropertyValue", "propertyID": "RINGGOLD", "value": "6752"}},
        ),
    ],
)
def test_how_an_organization_is_identified(
    ask: Asker, source: str, identifier: str, members: dict[str, object]
) -> None:
    known = {"disambiguation-source": source, "disambiguated-organization-identifier": identifier}
    education = {"organization": {**ORGANIZATION, "disambiguated-organization": known}}
    token = ask.token_for("/activities/update", orcid=EMPTY)
    assert ask.send("POST", f"{MEMBER}/{EMPTY}/education", education, token).status_code == 201
    person = ask.get(f"{PUBLIC}/{EMPTY}", Accept="application/ld+json").json
    assert person["alumniOf"] == {"@type": "Organization", "name": "Brown University", **members}
