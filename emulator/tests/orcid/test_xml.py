"""XML both ways, measured with ORCID's own schemas and samples where they are at hand."""

import json
from pathlib import Path

import pytest
from lxml import etree

from pid_emulator.core.schema_files import load_schema
from pid_emulator.orcid.record.json_messages import complete
from pid_emulator.orcid.record.shapes_person import RECORD
from support.orcid_people import (
    CARBERRY,
    MEMBER,
    ODEGARD,
    PUBLIC,
    Asker,
    error_of,
)

XML = "application/vnd.orcid+xml"
REFERENCE = Path(__file__).parents[4] / "shared" / "reference"
WRITE_SAMPLES = REFERENCE / "schemas" / "orcid" / "record_3.0" / "samples" / "write_samples"
SKELETON = REFERENCE / "orcid" / "record-skeleton.json"
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


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("orcid", [CARBERRY, ODEGARD])
def test_every_section_is_valid(ask: Asker, path: str, orcid: str) -> None:
    schema = load_schema(f"orcid/record_3.0/{PATHS[path]}-3.0.xsd")
    if schema is None:
        pytest.skip("ORCID's schemas are not at hand; `pidguide schemas` fetches them")
    answer = ask.get(f"{PUBLIC}/{orcid}/{path}", Accept="application/xml")
    assert answer.status_code == 200
    schema.assertValid(etree.fromstring(answer.data))


@pytest.mark.parametrize("section", ["works", "employments", "peer-reviews", "research-resources"])
def test_items_in_full_are_valid_and_say_the_same_as_json(ask: Asker, section: str) -> None:
    singular = section.removesuffix("s")
    schema = load_schema(f"orcid/record_3.0/{singular}-3.0.xsd")
    if schema is None:
        pytest.skip("ORCID's schemas are not at hand; `pidguide schemas` fetches them")
    listed = ask.get(f"{PUBLIC}/{CARBERRY}/{section}", Accept="application/xml").data
    codes = [each.get("put-code") for each in etree.fromstring(listed).iter() if each.get("put-code")]
    for code in codes:
        url = f"{PUBLIC}/{CARBERRY}/{singular}/{code}"
        document = etree.fromstring(ask.get(url, Accept="application/xml").data)
        schema.assertValid(document)
        as_json = ask.get(url).json
        assert document.get("put-code") == str(as_json["put-code"])
        assert document.get("path") == as_json["path"]


def test_json_has_exactly_the_members_of_a_real_record() -> None:
    if not SKELETON.exists():
        pytest.skip("no reference record beside this repository")
    record = json.loads(SKELETON.read_text(encoding="utf-8"))
    assert list(_keys(complete(RECORD, record))) == list(_keys(record))


def test_every_built_in_record_has_the_members_of_a_real_one(ask: Asker) -> None:
    if not SKELETON.exists():
        pytest.skip("no reference record beside this repository")
    known = {path: order for path, order in _keys(json.loads(SKELETON.read_text(encoding="utf-8"))) if order}
    answer = ask.get(f"{PUBLIC}/{CARBERRY}/record").json
    compared = [(path, order) for path, order in _keys(answer) if order and path in known]
    assert len(compared) > 100
    for path, order in compared:
        assert order == known[path], path


def test_a_work_in_xml_reads_as_one_in_json(ask: Asker) -> None:
    created = ask.write("POST", "work", WORK, Content_Type=XML)
    assert created.status_code == 201
    item = ask.get(created.headers["Location"], token=ask.token).json
    assert item["title"]["title"] == {"value": "From XML"}
    assert item["publication-date"] == {"year": {"value": "2024"}, "month": None, "day": None}
    assert item["external-ids"]["external-id"][0]["external-id-normalized"]["value"] == "10.5555/from.xml"


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


def test_errors_are_xml_where_xml_was_asked_for(ask: Asker) -> None:
    answer = ask.get(f"{PUBLIC}/nobody/record", Accept=XML)
    error = etree.fromstring(answer.data)
    assert (answer.status_code, error.tag) == (404, "{http://www.orcid.org/ns/error}error")
    assert error.findtext("{*}error-code") == "9016"


@pytest.mark.parametrize("suffix", ["json", "xml"])
def test_orcids_own_samples_are_taken(ask: Asker, suffix: str) -> None:
    if not WRITE_SAMPLES.is_dir():
        pytest.skip("ORCID's sample bodies are not beside this repository")
    # The work samples hold the same identifiers, and some reviews are of groups that are not there.
    names = ["work-full", "employment", "education", "qualification", "distinction", "membership", "service"]
    for name in [*names, "invited-position", "research-resource", "address"]:
        body = (WRITE_SAMPLES / f"{name}-3.0.{suffix}").read_bytes()
        content_type = XML if suffix == "xml" else "application/json"
        path = name.removesuffix("-full")
        answer = ask.send("POST", f"{MEMBER}/{CARBERRY}/{path}", body, ask.token, Content_Type=content_type)
        assert answer.status_code == 201, f"{name}: {answer.text}"


def test_values_are_checked_with_the_official_schema(ask: Asker) -> None:
    if load_schema("orcid/record_3.0/work-3.0.xsd") is None:
        pytest.skip("ORCID's schemas are not at hand; `pidguide schemas` fetches them")
    answer = ask.write("POST", "work", WORK.replace(">2024<", ">soon<"), Content_Type=XML)
    assert error_of(answer) == (400, 9001)
    assert "is not a valid value" in answer.get_json(force=True)["developer-message"]


def _keys(value: object, path: str = "") -> list[tuple[str, list[str]]]:
    """Return the members of every object inside `value`, by path; the elements of a list share one."""
    found: list[tuple[str, list[str]]] = []
    if isinstance(value, dict):
        found.append((path, list(value)))
        for key, each in value.items():
            found.extend(_keys(each, f"{path}/{key}"))
    elif isinstance(value, list):
        for each in value:
            found.extend(_keys(each, f"{path}[]"))
    return found
