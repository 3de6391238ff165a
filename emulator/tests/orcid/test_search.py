"""The three searches: limits and errors first, then the query language, then what comes back."""

import csv
from typing import Any

import pytest
from werkzeug.test import TestResponse

from pid_emulator import Emulator
from pid_emulator.core import accounts

CARBERRY = "0000-0002-1825-0097"
MUELLER = "0009-9000-0000-0004"
ORSTED = "0009-9000-0000-0012"
DOI = "10.1087/20120404"
PUBLIC = {"visibility": "public"}
JSON = {"Accept": "application/json"}


def person(orcid: str, given: str, family: str, **more: Any) -> dict[str, Any]:
    name = {"given-names": {"value": given}, "family-name": {"value": family}, **PUBLIC}
    return {
        "orcid-identifier": {"path": orcid},
        "person": {"name": name, **more.pop("person", {})},
        "history": {"last-modified-date": {"value": more.pop("modified", 1_700_000_000_000)}},
        "activities-summary": more,
    }


def work(put_code: int, title: str, visibility: str, doi: str, relationship: str) -> dict[str, Any]:
    identifier = {
        "external-id-type": "doi",
        "external-id-value": doi,
        "external-id-relationship": relationship,
    }
    summary = {
        "put-code": put_code,
        "title": {"title": {"value": title}},
        "external-ids": {"external-id": [identifier]},
        "visibility": visibility,
    }
    return {"work-summary": [summary]}


def employment(put_code: int, name: str, ror: str, end: dict[str, Any] | None = None) -> dict[str, Any]:
    organization = {
        "name": name,
        "disambiguated-organization": {
            "disambiguated-organization-identifier": ror,
            "disambiguation-source": "ROR",
        },
    }
    summary = {"put-code": put_code, "organization": organization, "end-date": end, **PUBLIC}
    return {"summaries": [{"employment-summary": summary}]}


@pytest.fixture(scope="module")
def orcid() -> Emulator:
    emulator = Emulator(built_in_records=False)
    records = emulator.world.orcid
    carberry = person(
        CARBERRY,
        "Josiah",
        "Carberry",
        person={
            "emails": {
                "email": [
                    {"email": "josiah@example.org", **PUBLIC},
                    {"email": "secret@example.org", "visibility": "private"},
                ]
            },
            "keywords": {"keyword": [{"put-code": 1, "content": "Psychoceramics", **PUBLIC}]},
        },
        works={
            "group": [
                work(5, "A theory of cracked pots", "public", DOI, "self"),
                work(6, "Hidden glaze", "limited", "10.5555/hidden", "self"),
                work(7, "Chapter on kilns", "public", "10.5555/the-book", "part-of"),
            ]
        },
        employments={
            "affiliation-group": [
                employment(8, "Brown University", "https://ror.org/05gq02987"),
                employment(
                    9, "Wesleyan University", "https://ror.org/05h7xva58", {"year": {"value": "1930"}}
                ),
            ]
        },
    )
    records.add("records", carberry)
    records.add("records", person(MUELLER, "Zoë", "Müller", modified=1_500_000_000_000))
    records.add("records", person(ORSTED, "Søren", "Ørsted-Krüger"))
    return emulator


def ask(
    emulator: Emulator, path: str, headers: dict[str, str] | None = None, **query: object
) -> TestResponse:
    from urllib.parse import urlencode

    url = f"https://pub.orcid.org/v3.0/{path}?{urlencode(query)}"
    return emulator.request("GET", url, JSON if headers is None else headers)


def found(emulator: Emulator, query: str, **more: object) -> list[str]:
    answer = ask(emulator, "search", q=query, **more)
    assert answer.status_code == 200, answer.text
    results = answer.json["result"] or []
    return [each["orcid-identifier"]["path"] for each in results]


# What is refused.


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


@pytest.mark.parametrize("path", ["search", "expanded-search"])
@pytest.mark.parametrize("field", ["title", "container.identifier", "family-names"])
def test_an_unknown_field_is_a_500(orcid: Emulator, path: str, field: str) -> None:
    answer = ask(orcid, path, q=f"{field}:2658-719X")
    assert (answer.status_code, answer.json["error-code"]) == (500, 9008)
    assert answer.json["user-message"] == "Something went wrong in ORCID."
    assert answer.json["developer-message"] == (
        "org.apache.solr.client.solrj.impl.HttpSolrClient.RemoteSolrException Full validation error: "
        f"Error from server at http://solr-loc.orcid.org/solr/profile: undefined field {field}"
    )


@pytest.mark.parametrize(
    "query",
    [
        "text:(",
        "carberry AND",
        '"unclosed',
        "/unclosed",
        "doi-self:10.1023/A:1005982530560",
        "https://orcid.org/0000-0002-1825-0097",
        "profile-last-modified-date:[yesterday TO NOW]",
        "\\",
        "(" * 5000,
    ],
)
def test_bad_syntax_is_a_500(orcid: Emulator, query: str) -> None:
    answer = ask(orcid, "search", q=query)
    assert (answer.status_code, answer.json["error-code"]) == (500, 9008)


def test_a_bad_sort_is_a_500(orcid: Emulator) -> None:
    assert ask(orcid, "search", q="*:*", sort="title desc").json["error-code"] == 9008
    assert ask(orcid, "search", q="*:*", sort="orcid").json["error-code"] == 9008


def test_the_table_passes_solrs_words_on_with_200(orcid: Emulator) -> None:
    answer = ask(orcid, "csv-search", {"Accept": "text/csv"}, q="title:x")
    assert answer.status_code == 200
    assert "undefined field title" in answer.text


def test_the_table_is_csv_only(orcid: Emulator) -> None:
    assert ask(orcid, "csv-search", JSON, q="*:*").status_code == 406


@pytest.mark.parametrize("path", ["search", "search/"])
def test_without_a_query_nothing_is_found(orcid: Emulator, path: str) -> None:
    assert ask(orcid, path).text == '{"result":null,"num-found":0}'


def test_no_hits_are_null_and_not_an_empty_list(orcid: Emulator) -> None:
    assert ask(orcid, "search", q="nobody").text == '{"result":null,"num-found":0}'
    assert ask(orcid, "expanded-search", q="nobody").text == '{"expanded-result":null,"num-found":0}'


# The query language.


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("family-name:carberry", [CARBERRY]),
        ("carberry", [CARBERRY]),
        ("family-name:carb*", [CARBERRY]),
        ("family-name:c?rberry", [CARBERRY]),
        ("carbery~1", [CARBERRY]),
        ("/carb.*/", [CARBERRY]),
        ("given-names:josiah AND family-name:carberry", [CARBERRY]),
        ("given-names:(josiah OR zoë)", [CARBERRY, MUELLER]),
        ("josiah && carberry", [CARBERRY]),
        ("josiah || zoë", [CARBERRY, MUELLER]),
        ("+josiah zoë", [CARBERRY]),
        ("family-name:* AND NOT carberry", [MUELLER, ORSTED]),
        ("-carberry", [MUELLER, ORSTED]),
        ("*:* !carberry", [MUELLER, ORSTED]),
        ("josiah zoë^2", [MUELLER, CARBERRY]),
        ('work-titles:"cracked pots"', [CARBERRY]),
        ('work-titles:"theory pots"', []),
        ('work-titles:"theory pots"~2', [CARBERRY]),
        ("keyword:psychoceramics", [CARBERRY]),
        ("email:*@example.org", [CARBERRY]),
        ("orcid:0009-9000-0000-0004", [MUELLER]),
        ("profile-last-modified-date:[2020-01-01T00:00:00Z TO NOW]", [CARBERRY, ORSTED]),
        ("profile-last-modified-date:[* TO 2020-01-01T00:00:00Z]", [MUELLER]),
        ("profile-last-modified-date:[NOW-1DAY/DAY TO NOW]", []),
    ],
)
def test_the_query_language(orcid: Emulator, query: str, expected: list[str]) -> None:
    assert found(orcid, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("family-name:Müller", [MUELLER]),
        ("family-name:Muller", []),
        ("given-and-family-names:Muller", [MUELLER]),
        ("given-and-family-names:(zoe AND müller)", [MUELLER]),
        ("given-and-family-names:orsted", [ORSTED]),
        ("given-and-family-names:kruger", [ORSTED]),
    ],
)
def test_only_one_field_folds_diacritics(orcid: Emulator, query: str, expected: list[str]) -> None:
    assert found(orcid, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (f'doi-self:"{DOI}"', [CARBERRY]),
        (f'digital-object-ids:"{DOI}"', [CARBERRY]),
        ("doi-self:10.1087\\/20120404", [CARBERRY]),
        ("doi-self:10.1087", []),
        # Not quoted, a DOI is cut into words, and one of them is enough.
        ("digital-object-ids:10.1087/999", [CARBERRY]),
        ('digital-object-ids:"10.1087/999"', []),
        # Brackets end the value: 75 is looked for in all fields.
        ("doi-self:10.1016/0020-7519(carberry)90103-4", [CARBERRY]),
        ('doi-self:"10.5555/the-book"', []),
        ('doi-part-of:"10.5555/the-book"', [CARBERRY]),
    ],
)
def test_dois_are_exact_when_quoted(orcid: Emulator, query: str, expected: list[str]) -> None:
    assert found(orcid, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('ror-org-id:"https://ror.org/05gq02987"', [CARBERRY]),
        ("ror-org-id:05gq02987", []),
        ('affiliation-org-name:"brown university"', [CARBERRY]),
        ("current-institution-affiliation-name:wesleyan", []),
        ("past-institution-affiliation-name:wesleyan", [CARBERRY]),
    ],
)
def test_affiliations(orcid: Emulator, query: str, expected: list[str]) -> None:
    assert found(orcid, query) == expected


@pytest.mark.parametrize("query", ["hidden", 'doi-self:"10.5555/hidden"', "email:secret@example.org"])
def test_what_is_not_public_is_not_in_the_index(orcid: Emulator, query: str) -> None:
    assert found(orcid, query) == []


def test_records_that_are_not_active_are_not_in_the_index() -> None:
    emulator = Emulator(built_in_records=False)
    emulator.world.orcid.add("records", person(CARBERRY, "Josiah", "Carberry"))
    emulator.world.orcid.add("states", {"orcid": CARBERRY, "state": "deactivated"})
    assert found(emulator, "carberry") == []


def test_solrs_own_parameters_pass_through(orcid: Emulator) -> None:
    assert found(orcid, "zoë carberry", defType="edismax", qf="given-names^2.0 family-name^1.0") == [
        MUELLER,
        CARBERRY,
    ]
    assert found(orcid, "family-name:*", sort="family-name desc") == [ORSTED, MUELLER, CARBERRY]
    assert found(orcid, "*:*", fq="family-name:carberry") == [CARBERRY]
    assert found(orcid, '{!edismax qf="family-name"}josiah') == []
    assert found(orcid, "what:ever ( carberry", defType="edismax") == [CARBERRY]


def test_edismax_refuses_a_field_that_does_not_exist(orcid: Emulator) -> None:
    assert ask(orcid, "search", q="x", defType="edismax", qf="title").json["error-code"] == 9008


# What comes back.


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
    from lxml import etree

    root = etree.fromstring(ask(orcid, "expanded-search", {}, q="carberry").data)
    assert etree.QName(root).namespace == "http://www.orcid.org/ns/expanded-search"
    assert root.get("num-found") == "1"
    names = root.findtext(".//{*}expanded-result/{*}family-names")
    assert names == "Carberry"


def test_search_in_xml_has_no_results_where_nothing_is_found(orcid: Emulator) -> None:
    from lxml import etree

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


def test_the_member_api_wants_a_token(orcid: Emulator) -> None:
    answer = orcid.request("GET", "https://api.sandbox.orcid.org/v3.0/search?q=carberry", JSON)
    assert answer.status_code == 403
