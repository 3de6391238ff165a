"""A record as schema.org JSON-LD."""

from support.orcid_people import CARBERRY, PUBLIC, Asker


def test_a_record_as_json_ld(ask: Asker) -> None:
    person = ask.get(f"{PUBLIC}/{CARBERRY}", Accept="application/ld+json").json
    assert (person["@context"], person["@type"]) == ("http://schema.org", "Person")
    assert person["@id"] == f"https://orcid.org/{CARBERRY}"
    assert person["givenName"] == "Josiah" and "name" not in person
    works = person["@reverse"]["creator"]
    assert "https://doi.org/10.5555/12345678" in {work.get("@id") for work in works}
    # ROR is an identifier here, not an @id.
    assert {org["identifier"]["propertyID"] for org in person["affiliation"]} == {"ROR"}
