"""How messages are built: the names of their parts in JSON, in XML, and in ORCID's refusals."""

from typing import Any

import pytest
from lxml import etree

from support.orcid_people import CARBERRY, MEMBER, PUBLIC, Asker, error_of, work


@pytest.mark.parametrize(
    ("path", "body", "java_class"),
    [
        ("work", {"x": 1}, "record.Work"),
        ("works", {"x": 1}, "record.WorkBulk"),
        ("work", {**work(), "external-ids": {"x": 1}}, "common.ExternalIDs"),
        ("work", {**work(), "external-ids": {"external-id": [{"x": 1}]}}, "common.ExternalID"),
        ("employment", {"organization": {"x": 1}}, "common.Organization"),
        ("keywords", {"x": 1}, "record.Keyword"),
        ("researcher-urls", {"x": 1}, "record.ResearcherUrl"),
        ("external-identifiers", {"x": 1}, "record.PersonExternalIdentifier"),
    ],
)
def test_the_class_that_a_refusal_names(ask: Asker, path: str, body: dict[str, Any], java_class: str) -> None:
    answer = ask.write("POST", path, body)
    assert error_of(answer) == (400, 9047)
    told = f'Unrecognized field "x" (class org.orcid.jaxb.model.v3.release.{java_class}), not marked '
    assert answer.json["developer-message"].startswith(f"400 Bad request: invalid JSON - {told}")


def test_in_xml_what_is_empty_is_left_out_and_some_members_are_attributes(ask: Asker) -> None:
    code = ask.added("work", work())
    url = f"{MEMBER}/{CARBERRY}/work/{code}"
    as_json = ask.get(url, token=ask.token).json
    as_xml = etree.fromstring(ask.get(url, token=ask.token, Accept="application/xml").data)
    assert as_json["journal-title"] is None and as_json["contributors"] is None
    assert [etree.QName(each).localname for each in as_xml] == [
        "created-date",
        "last-modified-date",
        "source",
        "title",
        "type",
        "external-ids",
    ]
    assert dict(as_xml.attrib) == {
        "put-code": str(code),
        "path": f"/{CARBERRY}/work/{code}",
        "visibility": "public",
    }


def test_moments_are_numbers_in_json_and_written_out_in_xml(ask: Asker) -> None:
    record = ask.emulator.world.orcid.find(CARBERRY)
    assert record is not None
    record.history["last-modified-date"] = {"value": 1_700_000_000_007}
    record.history["creation-method"] = "MEMBER_REFERRED"
    as_json = ask.get(f"{PUBLIC}/{CARBERRY}/record").json["history"]
    history = etree.fromstring(ask.get(f"{PUBLIC}/{CARBERRY}/record", Accept="application/xml").data).find(
        "{*}history"
    )
    assert history is not None
    assert as_json["last-modified-date"] == {"value": 1_700_000_000_007}
    assert history.findtext("{*}last-modified-date") == "2023-11-14T22:13:20.007Z"
    assert as_json["creation-method"] == "MEMBER_REFERRED"
    assert history.findtext("{*}creation-method") == "Member-referred"
