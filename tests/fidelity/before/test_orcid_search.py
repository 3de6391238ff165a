"""Whom ORCID's search must have known to find what it found."""

from pathlib import Path

import pytest

from pidguide.fidelity.report.measure import measure
from tests.support.recordings import ORCID_ID, ORCID_JSON, interaction, score_of, write_recording


@pytest.mark.parametrize(
    "query",
    [
        "q=family-name%3ACarberry%20AND%20keyword%3Apots&start=2&rows=1",
        "q=keyword%3Abirds+AND+keyword%3Aturtles",
        "q=Carberry&defType=edismax",
        "q=Carberry&defType=edismax&qf=family-name%5E2.0",
        "q=psychoceramics",
        "q=ror-org-id%3A%22https%3A%2F%2Fror.org%2F05gq02987%22+NOT+keyword%3Apots",
        "q=doi-self%3A10.5555%2F12345678+OR+current-institution-affiliation-name%3A%22Brown+University%22",
        "q=profile-last-modified-date%3A%5B2019-01-01T00%3A00%3A00Z+TO+NOW%5D",
        "q=email%3A%2A%40example.org",
        "q=grant-numbers%3AABC-1",
    ],
)
def test_a_search_finds_people_who_have_what_was_searched_for(tmp_path: Path, query: str) -> None:
    person = {"uri": f"https://orcid.org/{ORCID_ID}", "path": ORCID_ID, "host": "orcid.org"}
    found = {"result": [{"orcid-identifier": person}], "num-found": 3}
    item = interaction(f"https://pub.orcid.org/v3.0/search?{query}", 200, found, content_type=ORCID_JSON)
    item["request"]["headers"]["accept"] = ["application/json"]
    assert score_of(measure([write_recording(tmp_path, "search", item)])) == 1.0


def test_what_an_expanded_search_shows_is_all_that_it_shows_again(tmp_path: Path) -> None:
    shown = {
        "orcid-id": ORCID_ID,
        "given-names": "Josiah",
        "family-names": "Carberry",
        "credit-name": None,
        "other-name": [],
        "email": [],
        "institution-name": ["Brown University", "Wesleyan University"],
    }
    url = "https://pub.orcid.org/v3.0/expanded-search/?q=(ringgold-org-id:6429)+AND+pots"
    item = interaction(url, 200, {"expanded-result": [shown], "num-found": 1}, content_type=ORCID_JSON)
    item["request"]["headers"]["accept"] = ["application/json"]
    assert score_of(measure([write_recording(tmp_path, "expanded", item)])) == 1.0


def test_a_search_answered_in_xml_found_people_too(tmp_path: Path) -> None:
    found = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<search:search num-found="1" xmlns:search="http://www.orcid.org/ns/search"
 xmlns:common="http://www.orcid.org/ns/common"><search:result><common:orcid-identifier>
<common:uri>https://orcid.org/{ORCID_ID}</common:uri><common:path>{ORCID_ID}</common:path>
<common:host>orcid.org</common:host></common:orcid-identifier></search:result></search:search>"""
    url = "https://pub.orcid.org/v3.0/search?q=psychoceramics"
    item = interaction(url, 200, found, content_type="application/xml;charset=UTF-8")
    item["request"]["headers"]["accept"] = ["application/xml"]
    assert score_of(measure([write_recording(tmp_path, "xml", item)])) == 1.0


def test_two_searches_of_a_recording_find_the_same_person(tmp_path: Path) -> None:
    person = {"uri": f"https://orcid.org/{ORCID_ID}", "path": ORCID_ID, "host": "orcid.org"}
    found = {"result": [{"orcid-identifier": person}], "num-found": 1}
    queries = ("keyword:pots", "keyword:pans", "work-titles:Ceramics", "work-titles:Psyche")
    items = [
        interaction(f"https://pub.orcid.org/v3.0/search?q={query}", 200, found, content_type=ORCID_JSON)
        for query in queries
    ]
    for item in items:
        item["request"]["headers"]["accept"] = ["application/json"]
    report = measure([write_recording(tmp_path, "searches", *items)])
    assert [scored.score for scored in report.scored] == [1.0] * len(queries)
