"""XML both ways, measured with ORCID's own schemas where they are at hand."""

import pytest
from lxml import etree

from pid_emulator.core.schema_files import load_schema
from support.orcid_people import CARBERRY, ODEGARD, PUBLIC, Asker, error_of

XML = "application/vnd.orcid+xml"
PATHS = {
    "record": "record",
    "person": "person",
    "personal-details": "personal-details",
    "works": "activities",
    "employments": "activities",
    "fundings": "activities",
    "peer-reviews": "activities",
    "research-resources": "activities",
    "activities": "activities",
    "keywords": "keyword",
    "other-names": "other-name",
    "email": "email",
    "address": "address",
    "researcher-urls": "researcher-url",
    "biography": "personal-details",
}

WORK = """<?xml version="1.0" encoding="UTF-8"?>
<work:work xmlns:common="http://www.orcid.org/ns/common" xmlns:work="http://www.orcid.org/ns/work">
  <work:title><common:title>From XML</common:title></work:title>
  <work:type>journal-article</work:type>
  <common:publication-date><common:year>2024</common:year></common:publication-date>
  <common:external-ids><common:external-id>
    <common:external-id-type>doi</common:external-id-type>
    <common:external-id-value>10.5555/from.xml</common:external-id-value>
    <common:external-id-relationship>self</common:external-id-relationship>
  </common:external-id></common:external-ids>
</work:work>"""


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<",
        "<work/>",
        "plain text",
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    ],
)
def test_what_is_no_work_at_all_is_400(ask: Asker, body: str) -> None:
    assert error_of(ask.write("POST", "work", body, Content_Type=XML)) == (400, 9001)


def test_another_message_of_orcids_is_a_mismatch(ask: Asker) -> None:
    body = '<bulk:bulk xmlns:bulk="http://www.orcid.org/ns/bulk"/>'
    assert error_of(ask.write("POST", "work", body, Content_Type=XML)) == (400, 9006)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("<work:title><common:title>From XML</common:title></work:title>", ""),
            "cvc-complex-type.2.4.a: Invalid content was found starting with element 'work:type'. One of "
            '\'{"http://www.orcid.org/ns/common":created-date, '
            '"http://www.orcid.org/ns/common":last-modified-date, '
            '"http://www.orcid.org/ns/common":source, "http://www.orcid.org/ns/work":title}\' is expected.',
        ),
        (
            ("<work:type>journal-article</work:type>", ""),
            "Invalid content was found starting with element 'common:publication-date'",
        ),
        (
            ("</work:work>", "<work:colour>red</work:colour></work:work>"),
            "Invalid content was found starting with element 'work:colour'",
        ),
    ],
)
def test_elements_out_of_place_are_refused_in_the_validators_words(
    ask: Asker, change: tuple[str, str], message: str
) -> None:
    answer = ask.write("POST", "work", WORK.replace(*change), Content_Type=XML)
    assert error_of(answer) == (400, 9001)
    assert message in answer.get_json(force=True)["developer-message"]


def test_a_refusal_wraps_the_validators_words_and_names_the_place(ask: Asker) -> None:
    answer = ask.write("POST", "work", WORK.replace(">2024<", ">1899<"), Content_Type=XML)
    said = (
        "cvc-minInclusive-valid: Value '1899' is not facet-valid with respect to minInclusive '1900' for "
        "type 'year'."
    )
    assert answer.headers["Content-Type"] == "application/orcid+json; qs=2;charset=UTF-8"
    assert answer.get_json(force=True)["developer-message"].partition("Full validation error: ")[2] == (
        "javax.xml.bind.UnmarshalException\n - with linked exception:\n"
        f"[org.xml.sax.SAXParseException; lineNumber: 5; columnNumber: 59; {said}] ({said})"
    )
    refused = ask.write("POST", "work", "<", Content_Type=XML, Accept=XML)
    assert refused.headers["Content-Type"] == "application/orcid+xml; qs=3;charset=UTF-8"


def test_a_work_in_xml_reads_as_one_in_json(ask: Asker) -> None:
    created = ask.write("POST", "work", WORK, Content_Type=XML)
    assert created.status_code == 201
    item = ask.get(created.headers["Location"], token=ask.token).json
    assert item["title"]["title"] == {"value": "From XML"}
    assert item["publication-date"] == {"year": {"value": "2024"}, "month": None, "day": None}
    assert item["external-ids"]["external-id"][0]["external-id-normalized"]["value"] == "10.5555/from.xml"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("orcid", [CARBERRY, ODEGARD])
def test_every_section_is_valid(ask: Asker, path: str, orcid: str) -> None:
    schema = load_schema(f"orcid/record_3.0/{PATHS[path]}-3.0.xsd")
    if schema is None:
        pytest.skip("ORCID's schemas are not at hand; `pidguide schemas` fetches them")
    answer = ask.get(f"{PUBLIC}/{orcid}/{path}", Accept="application/xml")
    assert answer.status_code == 200
    schema.assertValid(etree.fromstring(answer.data))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "From XML",
            "From & XML",
            "The entity name must immediately follow the '&' in the entity reference.",
        ),
        ("From XML", "a?x=1&b=2", "The reference to entity \"b\" must end with the ';' delimiter."),
        (
            "</work:title>",
            "",
            'The element type "work:title" must be terminated by the matching end-tag "</work:title>".',
        ),
        ("</work:work>", "", "XML document structures must start and end within the same entity."),
    ],
)
def test_xml_that_is_not_well_formed_is_refused_in_the_words_of_xerces(
    ask: Asker, old: str, new: str, message: str
) -> None:
    answer = ask.write("POST", "work", WORK.replace(old, new), Content_Type=XML)
    assert error_of(answer) == (400, 9001)
    told = answer.json["developer-message"]
    assert told.endswith(f"{message}] ({message})")
    assert "[org.xml.sax.SAXParseException; lineNumber: " in told
