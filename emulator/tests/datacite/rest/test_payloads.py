"""What the server makes of a payload."""

import base64
import json
from typing import Any

import pytest
from lxml import etree

from support.datacite_rest import DOI, KERNEL_4, Rest, encoded, needs_schema, payload


def stored_xml(attributes: dict[str, str]) -> etree._Element:
    return etree.fromstring(base64.b64decode(attributes["xml"]))


def test_json_beside_xml_wins(rest: Rest) -> None:
    document = f'<resource xmlns="{KERNEL_4}"><titles><title>Of the XML</title></titles></resource>'
    sent = {"doi": DOI, "xml": encoded(document), "titles": [{"title": "Of the JSON"}]}
    attributes = rest.attributes("POST", "/dois", sent)
    assert attributes["titles"] == [{"title": "Of the JSON"}]
    assert stored_xml(attributes).findtext(f"{{{KERNEL_4}}}titles/{{{KERNEL_4}}}title") == "Of the JSON"


def test_licence_language_subject_and_coordinates(rest: Rest) -> None:
    sent = {
        "doi": DOI,
        "rightsList": [{"rightsUri": "https://creativecommons.org/licenses/by/4.0/"}],
        "language": "German",
        "subjects": [{"subject": "Biological sciences"}],
        "geoLocations": [{"geoLocationPoint": {"pointLatitude": "31.233", "pointLongitude": "-67"}}],
        "identifiers": [{"identifier": "10.1/x", "identifierType": "DOI"}],
    }
    found = rest.attributes("POST", "/dois", sent)
    assert found["rightsList"][0]["rightsIdentifier"] == "cc-by-4.0"
    assert found["language"] == "de"
    assert found["subjects"][1]["subject"] == "FOS: Biological sciences"
    assert found["geoLocations"][0]["geoLocationPoint"] == {"pointLatitude": 31.233, "pointLongitude": -67}
    assert found["identifiers"] == []


@needs_schema
def test_unreadable_document_in_the_xml_attribute(rest: Rest) -> None:
    assert rest.send("POST", "/dois", {"doi": DOI, "xml": encoded("no format at all")}).status_code == 201
    broken = {"doi": f"{DOI}-2", "xml": encoded("<resource><a>"), "should_validate": True}
    answer = rest.send("POST", "/dois", broken)
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["errors"][0]["source"] == "xml"


@needs_schema
def test_payload_of_lupo_with_name_identifiers(rest: Rest) -> None:
    sent = json.loads(payload("datacite_wrong_nameIdentifiers.json"))["data"]["attributes"]
    found = rest.attributes("POST", "/dois", {**sent, "doi": DOI})
    assert found["creators"][0]["nameIdentifiers"][0]["nameIdentifierScheme"] == "ORCID"


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_what_is_nested_too_deep_is_no_payload(rest: Rest, opening: str, closing: str) -> None:
    for levels in (200, 900, 100_000):
        nested = opening * levels + "1" + closing * levels
        for name in ("geoLocations", "titles", "creators", "types", "container", "xml", "url"):
            body = f'{{"data":{{"attributes":{{"doi":"{DOI}","{name}":{nested}}}}}}}'
            answer = rest.send("POST", "/dois", body=body)
            assert answer.status_code == 400
            assert answer.json == {"errors": [{"status": "400", "title": "nested deeper than 100 levels"}]}
    assert rest.send("GET", f"/dois/{DOI}").status_code == 404


@pytest.mark.parametrize("body", [None, "{}", '{"data":{}}', '{"doi":"10.82433/x"}'])
def test_payload_without_data(rest: Rest, body: str | None) -> None:
    answer = rest.send("POST", "/dois", body=body)
    title = "You need to provide a payload following the JSONAPI spec"
    assert (answer.status_code, answer.json) == (400, {"errors": [{"status": "400", "title": title}]})


@pytest.mark.parametrize(
    ("year", "stored"), [("2021", 2021), (" 2021 ", 2021), ("1234567890", None), ("x", None)]
)
def test_a_year_may_be_a_text(rest: Rest, year: str, stored: int | None) -> None:
    found = rest.attributes("POST", "/dois", {"doi": DOI, "publicationYear": year})
    assert found["publicationYear"] == stored


@pytest.mark.parametrize("value", [True, "true", "1"])
@pytest.mark.parametrize("name", ["should_validate", "shouldValidate"])
def test_a_draft_is_checked_on_demand(rest: Rest, name: str, value: Any) -> None:
    answer = rest.send("POST", "/dois", {"doi": DOI, name: value})
    error = {"source": "metadata", "title": "Is invalid", "uid": DOI}
    assert (answer.status_code, answer.json) == (422, {"errors": [error]})


@pytest.mark.parametrize("value", [False, "false", "yes", None, 2])
def test_a_draft_is_not_checked_for_any_other_word(rest: Rest, value: Any) -> None:
    assert rest.send("POST", "/dois", {"doi": DOI, "should_validate": value}).status_code == 201


def test_alternate_identifiers_are_identifiers_unless_those_are_sent_too(rest: Rest) -> None:
    alternate = [{"alternateIdentifier": "a", "alternateIdentifierType": "t"}, "a word"]
    found = rest.attributes("POST", "/dois", {"doi": DOI, "alternateIdentifiers": alternate})
    assert found["identifiers"] == [{"identifier": "a", "identifierType": "t"}]
    own = [{"identifier": "i", "identifierType": "t"}]
    found = rest.attributes("PUT", f"/dois/{DOI}", {"alternateIdentifiers": alternate, "identifiers": own})
    assert found["identifiers"] == own


def test_an_unknown_event_changes_nothing(rest: Rest) -> None:
    assert rest.attributes("POST", "/dois", {"doi": DOI, "event": "destroy"})["state"] == "draft"


def test_a_repository_in_the_payload_must_be_ones_own(rest: Rest) -> None:
    def payload_of(client: str) -> str:
        relationships = {"client": {"data": {"id": client, "type": "clients"}}}
        attributes = {"doi": f"{DOI}-{client.lower()}"}
        return json.dumps({"data": {"attributes": attributes, "relationships": relationships}})

    assert rest.send("POST", "/dois", body=payload_of("GUIDE.EMULATOR")).status_code == 201
    assert rest.send("POST", "/dois", body=payload_of("NO.ONE")).status_code == 403
