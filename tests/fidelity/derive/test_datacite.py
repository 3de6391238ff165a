"""A DataCite DOI is made from whatever format an answer shows it in."""

import json

import pytest

from pidguide.fidelity.derive.datacite import datacite_resource

DOI = "10.5061/DRYAD.1"


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/vnd.datacite.datacite+json", {"titles": [{"title": "Ice"}], "creators": []}),
        ("application/vnd.citationstyles.csl+json", {"DOI": DOI, "title": "Ice"}),
        ("application/vnd.schemaorg.ld+json", {"@context": "http://schema.org", "name": "Ice"}),
    ],
)
def test_a_resource_has_its_title_in_every_json(media_type: str, body: dict[str, object]) -> None:
    resource = datacite_resource(DOI, media_type, json.dumps(body).encode())
    assert resource is not None
    assert (resource["id"], resource["attributes"]["state"]) == ("10.5061/dryad.1", "findable")
    assert [title["title"] for title in resource["attributes"]["titles"]] == ["Ice"]


def test_who_owns_it_is_a_relationship_not_an_attribute() -> None:
    body = json.dumps({"creators": [], "clientId": "DRYAD.DRYAD"}).encode()
    resource = datacite_resource(DOI, "application/vnd.datacite.datacite+json", body)
    assert resource is not None
    assert resource["relationships"] == {"client": {"data": {"id": "dryad.dryad", "type": "clients"}}}
    assert "clientId" not in resource["attributes"]


def test_a_format_that_does_not_tell_the_fields_apart_makes_none() -> None:
    assert datacite_resource(DOI, "text/csv", b"a,b\n1,2\n") is None
