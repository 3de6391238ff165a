"""Versions 2.0 and 2.1 of ORCID's API: the same records by older rules of writing."""

from typing import Any

import pytest
from lxml import etree

from pid_emulator.orcid.api.versions import as_current_version, as_old_version
from support.orcid_items import BODIES
from support.orcid_people import CARBERRY, MEMBER, ORGANIZATION, PUBLIC, Asker, error_of, work

VERSIONS = ("v2.0", "v2.1")
TOLD_SINCE_3 = ("external-id-normalized", "assertion-origin-client-id")


def of(version: str, url: str) -> str:
    return url.replace("v3.0", version)


@pytest.mark.parametrize("version", VERSIONS)
def test_works_are_listed_as_2019(ask: Asker, version: str) -> None:
    answer = ask.get(of(version, f"{PUBLIC}/{CARBERRY}/works"))
    summary = answer.json["group"][0]["work-summary"][0]
    assert answer.status_code == 200
    assert summary["visibility"] == "PUBLIC"
    assert summary["type"] == summary["type"].upper()
    assert "media-type" in summary["publication-date"]
    assert not {"journal-title", "url"} & summary.keys()
    assert not any(member in answer.text for member in TOLD_SINCE_3)


@pytest.mark.parametrize("version", VERSIONS)
def test_affiliations_are_one_plain_list(ask: Asker, version: str) -> None:
    answer = ask.get(of(version, f"{PUBLIC}/{CARBERRY}/employments"))
    assert [*answer.json] == ["last-modified-date", "employment-summary", "path"]
    xml = ask.get(of(version, f"{PUBLIC}/{CARBERRY}/employments"), Accept="application/xml")
    names = {etree.QName(each).localname for each in etree.fromstring(xml.data).iter(etree.Element)}
    assert "employment-summary" in names
    assert "affiliation-group" not in names


def test_a_record_has_only_what_version_2_knew(ask: Asker) -> None:
    activities = ask.get(of("v2.1", f"{PUBLIC}/{CARBERRY}/record")).json["activities-summary"]
    assert [*activities] == [
        "last-modified-date",
        "educations",
        "employments",
        "fundings",
        "peer-reviews",
        "works",
        "path",
    ]


def test_only_2_0_names_people_by_http(ask: Asker) -> None:
    uris = [
        ask.get(of(version, f"{PUBLIC}/{CARBERRY}/record")).json["orcid-identifier"]["uri"]
        for version in VERSIONS
    ]
    assert uris == [f"http://orcid.org/{CARBERRY}", f"https://orcid.org/{CARBERRY}"]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_work_is_added_read_and_removed(ask: Asker, version: str) -> None:
    url = of(version, f"{MEMBER}/{CARBERRY}/work")
    created = ask.send("POST", url, as_old_version(work()), token=ask.token)
    location = created.headers["Location"]
    assert created.status_code == 201
    assert location.startswith(f"{url}/")
    assert ask.get(location, token=ask.token).json["type"] == "JOURNAL_ARTICLE"
    assert ask.send("DELETE", location, token=ask.token).status_code == 204
    assert error_of(ask.send("DELETE", location, token=ask.token)) == (404, 9016)


WORK_2_0 = """<work:work xmlns:common="http://www.orcid.org/ns/common" xmlns:work="http://www.orcid.org/ns/work">
  <work:title><common:title>Before version 3</common:title></work:title>
  <work:type>journal-article</work:type>
  <common:external-ids><common:external-id>
    <common:external-id-type>doi</common:external-id-type>
    <common:external-id-value>10.5555/before.3</common:external-id-value>
    <common:external-id-relationship>self</common:external-id-relationship>
  </common:external-id></common:external-ids>
  <work:url>https://pots.example.org/</work:url>
</work:work>"""
XML = "application/vnd.orcid+xml"


@pytest.mark.parametrize("version", VERSIONS)
def test_xml_is_written_and_read_in_the_names_of_its_version(ask: Asker, version: str) -> None:
    url = of(version, f"{MEMBER}/{CARBERRY}/work")
    created = ask.send("POST", url, WORK_2_0, token=ask.token, Content_Type=XML)
    assert created.status_code == 201, created.text
    read = ask.get(created.headers["Location"], token=ask.token, Accept=XML)
    assert "<work:url>https://pots.example.org/</work:url>" in read.text
    again = ask.send("POST", url, WORK_2_0, token=ask.token, Content_Type=XML)
    assert error_of(again) == (409, 9021)


@pytest.mark.parametrize(("version", "status"), [("v2.0", 201), ("v2.1", 201), ("v3.0", 400)])
def test_each_version_checks_bodies_with_its_own_schema(ask: Asker, version: str, status: int) -> None:
    url = of(version, f"{MEMBER}/{CARBERRY}/work")
    assert ask.send("POST", url, WORK_2_0, token=ask.token, Content_Type=XML).status_code == status
    refused = ask.send(
        "POST", url, WORK_2_0.replace("journal-article", "blog-post"), token=ask.token, Content_Type=XML
    )
    assert error_of(refused) == (400, 9001)


@pytest.mark.parametrize("version", VERSIONS)
def test_json_before_version_3_is_checked_with_its_schema(ask: Asker, version: str) -> None:
    url = of(version, f"{MEMBER}/{CARBERRY}/funding")
    body = {**BODIES["funding"], "type": "GRANT", "amount": {"value": "much", "currency-code": "FLORIN"}}
    refused = ask.send("POST", url, body, token=ask.token)
    assert error_of(refused) == (400, 9047)
    assert "cvc-enumeration-valid: Value 'FLORIN'" in refused.json["developer-message"]
    # That an amount is a number is a rule of version 3.
    body["amount"] = {"value": "much", "currency-code": "EUR"}
    assert ask.send("POST", url, body, token=ask.token).status_code == 201


@pytest.mark.parametrize(("version", "status"), [("v2.0", 201), ("v2.1", 400), ("v3.0", 400)])
def test_an_organization_needs_its_identifier_from_2_1_on(ask: Asker, version: str, status: int) -> None:
    body = {**BODIES["employment"], "organization": {**ORGANIZATION, "disambiguated-organization": None}}
    answer = ask.send("POST", of(version, f"{MEMBER}/{CARBERRY}/employment"), body, token=ask.token)
    assert answer.status_code == status
    if status == 400:
        assert error_of(answer) == (400, 9045)


@pytest.mark.parametrize(("version", "code"), [("v2.0", 201), ("v3.0", 9023)])
def test_a_work_needs_an_identifier_of_its_own_since_version_3(ask: Asker, version: str, code: int) -> None:
    body = work()
    body["external-ids"]["external-id"][0]["external-id-relationship"] = "part-of"
    answer = ask.send("POST", of(version, f"{MEMBER}/{CARBERRY}/work"), body, token=ask.token)
    assert (answer.status_code if code == 201 else error_of(answer)[1]) == code


@pytest.mark.parametrize("version", VERSIONS)
def test_a_put_code_that_is_no_number_is_an_error_of_its_own(ask: Asker, version: str) -> None:
    answer = ask.get(of(version, f"{PUBLIC}/{CARBERRY}/works/xxx"))
    assert answer.status_code == 200
    assert [each["error"]["error-code"] for each in answer.json["bulk"]] == [9034]
    assert error_of(ask.get(f"{PUBLIC}/{CARBERRY}/works/xxx")) == (400, 9006)


@pytest.mark.parametrize(
    "path", ["expanded-search", f"{CARBERRY}/distinctions", f"{CARBERRY}/research-resources"]
)
def test_what_came_with_version_3_is_not_there_before(ask: Asker, path: str) -> None:
    assert error_of(ask.get(of("v2.1", f"{PUBLIC}/{path}"))) == (404, 9001)


def test_both_ways_of_writing_are_each_others_inverse() -> None:
    current: dict[str, Any] = {
        "type": "journal-article",
        "visibility": "public",
        "publication-date": {"year": {"value": "2019"}, "month": None, "day": None},
        "external-ids": {"external-id": [{"external-id-relationship": "part-of"}]},
    }
    assert as_old_version(current)["external-ids"] == {
        "external-id": [{"external-id-relationship": "PART_OF"}]
    }
    assert as_current_version(as_old_version(current)) == current
