"""Versions 2.0 and 2.1 of ORCID's API: the same records by older rules of writing."""

from typing import Any

import pytest
from lxml import etree

from pid_emulator.orcid.api.versions import as_current_version, as_old_version
from support.orcid_people import CARBERRY, MEMBER, PUBLIC, Asker, error_of, work

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
