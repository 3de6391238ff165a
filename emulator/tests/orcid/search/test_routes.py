"""The three searches: limits and errors first, then what comes back."""

import csv

import pytest
from lxml import etree

from pid_emulator import Emulator
from pid_emulator.core import accounts
from support.orcid_people import CARBERRY
from support.orcid_search import JSON, MUELLER, ORSTED, ask, found


@pytest.mark.parametrize("rows", ["er", "-1", "1001", "1.5", "", "9" * 20])
def test_rows_out_of_range(orcid: Emulator, rows: str) -> None:
    answer = ask(orcid, "search", q="*:*", rows=rows)
    assert (answer.status_code, answer.json["error-code"]) == (400, 9012)
    assert answer.json["developer-message"] == (
        "The client application made a bad request to the ORCID API. Full validation error: "
        "The rows parameter must be an integer between 0 and 1,000"
    )


def test_start_out_of_range_without_credentials(orcid: Emulator) -> None:
    answer = ask(orcid, "search", q="*:*", start=10_001)
    assert (answer.status_code, answer.json["error-code"]) == (400, 9043)
    assert ask(orcid, "search", q="*:*", start=10_000).status_code == 200
    assert ask(orcid, "search", q="*:*", start="first").json["error-code"] == 9012


def test_start_has_no_limit_with_a_token(orcid: Emulator) -> None:
    world = orcid.world
    token = world.orcid.tokens.issue(
        accounts.ORCID_PUBLIC_CLIENT_ID, ("/read-public",), None, world.clock.now(), world.random
    )
    headers = {**JSON, "Authorization": f"Bearer {token.access_token}"}
    answer = ask(orcid, "search", headers, q="*:*", start=10_001)
    assert (answer.status_code, answer.json) == (200, {"result": None, "num-found": 3})


def test_a_start_that_is_no_number_goes_on_to_solr_with_a_token(orcid: Emulator) -> None:
    world = orcid.world
    token = world.orcid.tokens.issue(
        accounts.ORCID_PUBLIC_CLIENT_ID, ("/read-public",), None, world.clock.now(), world.random
    )
    headers = {**JSON, "Authorization": f"Bearer {token.access_token}"}
    answer = ask(orcid, "search", headers, start="adsf")
    assert (answer.status_code, answer.json["error-code"]) == (500, 9008)
    assert answer.json["developer-message"].endswith('For input string: "adsf"')


def test_a_bad_sort_is_a_500(orcid: Emulator) -> None:
    assert ask(orcid, "search", q="*:*", sort="title desc").json["error-code"] == 9008
    assert ask(orcid, "search", q="*:*", sort="orcid").json["error-code"] == 9008


def test_the_table_passes_solrs_words_on_with_200(orcid: Emulator) -> None:
    answer = ask(orcid, "csv-search", {"Accept": "text/csv"}, q="title:x")
    assert answer.status_code == 200
    assert "undefined field title" in answer.text


def test_the_table_is_csv_only(orcid: Emulator) -> None:
    assert ask(orcid, "csv-search", JSON, q="*:*").status_code == 406


def test_edismax_refuses_a_field_that_does_not_exist(orcid: Emulator) -> None:
    assert ask(orcid, "search", q="x", defType="edismax", qf="title").json["error-code"] == 9008


def test_the_member_api_wants_a_token(orcid: Emulator) -> None:
    answer = orcid.request("GET", "https://api.sandbox.orcid.org/v3.0/search?q=carberry", JSON)
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["search", "search/"])
def test_without_a_query_nothing_is_found(orcid: Emulator, path: str) -> None:
    assert ask(orcid, path).text == '{"result":null,"num-found":0}'


def test_no_hits_are_null_and_not_an_empty_list(orcid: Emulator) -> None:
    assert ask(orcid, "search", q="nobody").text == '{"result":null,"num-found":0}'
    assert ask(orcid, "expanded-search", q="nobody").text == '{"expanded-result":null,"num-found":0}'


def test_solrs_own_parameters_pass_through(orcid: Emulator) -> None:
    assert found(orcid, "zoë carberry", defType="edismax", qf="given-names^2.0 family-name^1.0") == [
        MUELLER,
        CARBERRY,
    ]
    assert found(orcid, "family-name:*", sort="family-name desc") == [ORSTED, MUELLER, CARBERRY]
    assert found(orcid, "*:*", fq="family-name:carberry") == [CARBERRY]
    assert found(orcid, '{!edismax qf="family-name"}josiah') == []
    assert found(orcid, "what:ever ( carberry", defType="edismax") == [CARBERRY]


def test_pages_do_not_overlap(orcid: Emulator) -> None:
    assert found(orcid, "*:*", rows=2) == [CARBERRY, MUELLER]
    assert found(orcid, "*:*", rows=2, start=2) == [ORSTED]
    assert ask(orcid, "search", q="*:*", rows=2, start=2).json["num-found"] == 3


def test_identifiers_name_the_host_that_was_asked(orcid: Emulator) -> None:
    url = "https://pub.sandbox.orcid.org/v3.0/search?q=carberry"
    assert orcid.request("GET", url, JSON).text == (
        '{"result":[{"orcid-identifier":{"uri":"https://sandbox.orcid.org/0000-0002-1825-0097",'
        '"path":"0000-0002-1825-0097","host":"sandbox.orcid.org"}}],"num-found":1}'
    )


def test_expanded_search_brings_names_and_institutions(orcid: Emulator) -> None:
    (result,) = ask(orcid, "expanded-search", q="carberry").json["expanded-result"]
    assert result == {
        "orcid-id": CARBERRY,
        "given-names": "Josiah",
        "family-names": "Carberry",
        "credit-name": None,
        "other-name": [],
        "email": ["josiah@example.org"],
        "institution-name": ["Brown University", "Wesleyan University"],
    }


def test_expanded_search_in_xml(orcid: Emulator) -> None:

    root = etree.fromstring(ask(orcid, "expanded-search", {}, q="carberry").data)
    assert etree.QName(root).namespace == "http://www.orcid.org/ns/expanded-search"
    assert root.get("num-found") == "1"
    names = root.findtext(".//{*}expanded-result/{*}family-names")
    assert names == "Carberry"


def test_search_in_xml_has_no_results_where_nothing_is_found(orcid: Emulator) -> None:

    root = etree.fromstring(ask(orcid, "search", {}, q="nobody").data)
    assert (root.get("num-found"), len(root)) == ("0", 0)


def test_the_table_has_the_columns_that_were_asked_for(orcid: Emulator) -> None:
    answer = ask(orcid, "csv-search", {"Accept": "text/csv"}, q="carberry", fl="family-name,secrets,orcid")
    assert answer.mimetype == "text/csv"
    assert list(csv.reader(answer.text.splitlines())) == [["family-name", "orcid"], ["Carberry", CARBERRY]]


def test_the_whole_table_has_one_column_that_is_always_empty(orcid: Emulator) -> None:
    answer = ask(orcid, "csv-search", {"Accept": "text/csv"}, q="carberry", fl="secrets")
    (row,) = csv.DictReader(answer.text.splitlines())
    assert len(row) == 9
    assert row["given-and-family-names"] == ""
    assert row["email"] == "josiah@example.org"
