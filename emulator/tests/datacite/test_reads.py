"""Reads: one DOI and lists, filters, facets, both ways of paging, formats, repositories."""

import base64
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from pid_emulator import Emulator
from support.datacite_rest import PRODUCTION, Rest

PREPRINT = "10.48550/arxiv.1902.02534"


def listed(rest: Rest, query: str) -> dict[str, Any]:
    answer = rest.send("GET", f"/dois{query}", host=PRODUCTION, auth=None)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json or {}
    return body


def ids(body: dict[str, Any]) -> list[str]:
    return [item["id"] for item in body["data"]]


@pytest.mark.parametrize("route", ["dois", "repositories", "clients", "providers", "events"])
def test_query_that_cannot_be_parsed(rest: Rest, route: str) -> None:
    answer = rest.send("GET", f'/{route}?query=name:("unbalanced)', host=PRODUCTION)
    assert answer.status_code == 400
    assert answer.json == {
        "errors": {
            "title": "token_mgr_error: Lexical error at line 1, column 19.  Encountered: <EOF> after prefix "
            '"\\"unbalanced)" (in lexical state 2)'
        }
    }


@pytest.mark.parametrize("year", ["2020-2022", "20", "2020,2021-01"])
@pytest.mark.parametrize("name", ["published", "created", "registered"])
def test_a_filter_by_year_takes_years_only(rest: Rest, name: str, year: str) -> None:
    answer = rest.send("GET", f"/dois?{name}={year}", host=PRODUCTION)
    bound = year.rpartition(",")[2]
    problem = f"failed to parse date field [{bound}] with format [yyyy]"
    assert (answer.status_code, answer.json) == (400, {"errors": {"title": f"{problem}: [{problem}]"}})


def test_what_is_named_by_its_id_passes_every_filter(rest: Rest) -> None:
    found = listed(rest, f"?ids={PREPRINT.upper()},10.9999/nothing&query=zzz&prefix=10.1&published=2001")
    assert ids(found) == [PREPRINT]


def test_a_single_doi_comes_whole_whatever_fields_are_asked_for(rest: Rest) -> None:
    whole, sparse = (
        rest.send("GET", f"/dois/{PREPRINT}{query}", host=PRODUCTION).json
        for query in ("", "?fields[dois]=titles")
    )
    assert sparse == whole


def test_cursor_and_random_exclude_each_other(rest: Rest) -> None:
    answer = rest.send("GET", "/dois?random=true&page[cursor]=1", host=PRODUCTION)
    title = (
        "Cursor-based pagination and random sampling are mutually exclusive, please choose one or the other."
    )
    assert (answer.status_code, answer.json) == (400, {"errors": [{"status": "400", "title": title}]})


def test_nothing_found(rest: Rest) -> None:
    body = listed(rest, "?query=xxxxxxxxxxxx&include=client&disable-facets=false")
    assert body == {
        "data": [],
        "included": [],
        "meta": {"total": 0, "totalPages": 0, "page": 1},
        "links": {"self": f"{PRODUCTION}/dois?query=xxxxxxxxxxxx&include=client&disable-facets=false"},
    }


def test_single_and_listed_doi_differ(rest: Rest) -> None:
    single = rest.send("GET", f"/dois/{PREPRINT}", host=PRODUCTION, auth=None).json
    assert single is not None
    one, many = single["data"], listed(rest, f'?query=uid:"{PREPRINT}"')["data"][0]
    extra = {
        "prefix",
        "suffix",
        "alternateIdentifiers",
        "xml",
        "viewsOverTime",
        "downloadsOverTime",
        "citationsOverTime",
    }
    assert set(one["attributes"]) - set(many["attributes"]) == extra
    assert list(many["relationships"]) == ["client"]
    assert one["attributes"]["created"].endswith(".000Z") and not many["attributes"]["created"].endswith(
        ".000Z"
    )
    assert (one["attributes"]["published"], many["attributes"]["published"]) == ("2019", None)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("query=citations", 1),
        ("query=crowdsourcing open citations", 1),
        ("query=crowdsourcing OR fossil", 1),
        ('query="open citations"', 1),
        ('query="citations open"', 0),
        (f'query=doi:("{PREPRINT}" OR "10.14454/fqq6-w751")', 2),
        (f"ids={PREPRINT.upper()},10.14454/fqq6-w751", 2),
        ("query=publicationYear:2019 AND types.resourceTypeGeneral:Preprint", 1),
        (
            "query=publicationYear:[2018 TO 2019] AND -types.resourceTypeGeneral:Other&prefix=10.17863",
            1,
        ),
        ("query=creators.familyName:pero*", 1),
        ("query=citatins~1", 1),
        ("resource-type-id=preprint&published=2019", 1),
        ("resource-type-id=Preprint&published=2019,2023", 2),
        ("client_id=ARXIV.CONTENT", 2),
        ("client-id=arxiv.content&query=dataset:", 400),
        ("prefix=10.48550", 2),
    ],
)
def test_queries_and_filters(rest: Rest, query: str, count: int) -> None:
    answer = rest.send("GET", f"/dois?{query}", host=PRODUCTION, auth=None)
    assert answer.json is not None
    assert answer.json["meta"]["total"] == count if count != 400 else answer.status_code == 400


def test_repository_and_affiliation_are_alternatives(rest: Rest) -> None:
    first = set(ids(listed(rest, "?client-id=lzi.drops")))
    second = set(ids(listed(rest, "?provider-id=arxiv")))
    both = set(ids(listed(rest, "?client-id=lzi.drops&provider-id=arxiv")))
    assert both == first | second
    assert first and second and not first & second


def test_filters_of_things_widen_each_other_and_those_of_people_narrow(rest: Rest) -> None:
    """lupo ORs has-organization, has-affiliation and has-funder; has-person and funded-by are filters."""
    every = "?page[size]=1000"
    funded, affiliated, with_orcid = (
        set(ids(listed(rest, f"{every}&{name}=true")))
        for name in ("has-funder", "has-affiliation", "has-person")
    )
    assert funded and affiliated and with_orcid and funded != affiliated
    assert set(ids(listed(rest, f"{every}&has-funder=true&has-affiliation=true"))) == funded | affiliated
    assert set(ids(listed(rest, f"{every}&has-funder=true&has-person=true"))) == funded & with_orcid


def test_other_agencies_only_when_asked(rest: Rest) -> None:
    assert ids(listed(rest, '?query=uid:"10.1002/wea.2037"')) == []
    body = listed(rest, '?query=uid:"10.1002/wea.2037"&include_other_registration_agencies=true')
    assert body["data"][0]["attributes"]["agency"] == "crossref"


def test_pages_are_clamped(rest: Rest) -> None:
    assert len(listed(rest, "")["data"]) == 25
    assert listed(rest, "?page[size]=5000")["meta"]["totalPages"] == 1
    none = listed(rest, "?page[size]=0")
    assert (none["data"], none["meta"]["totalPages"]) == ([], 0)
    assert listed(rest, "?page[size]=1000&page[number]=999")["meta"]["page"] == 10


def test_next_link_forgets_the_order(rest: Rest) -> None:
    body = listed(rest, "?query=sediment&sort=relevance&include=client&page[size]=2&affiliation=true")
    parameters = parse_qs(urlsplit(body["links"]["next"]).query)
    assert parameters == {
        "affiliation": ["true"], "page[number]": ["2"], "page[size]": ["2"], "query": ["sediment"]
    }  # fmt: skip


def test_cursor_goes_through_all_once(rest: Rest) -> None:
    seen: list[str] = []
    body = listed(rest, "?page[cursor]=1&page[size]=20&prefix=10.1594")
    assert "page" not in body["meta"]
    total = body["meta"]["total"]
    while True:
        seen += ids(body)
        if "next" not in body["links"]:
            break
        token = parse_qs(urlsplit(body["links"]["next"]).query)["page[cursor]"][0]
        place = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
        assert place.partition(",")[2] == seen[-1]
        body = listed(rest, body["links"]["next"].partition("/dois")[2])
    assert len(seen) == len(set(seen)) == total == 20


def test_scroll_hands_out_what_was_found_first(rest: Rest) -> None:
    body = listed(rest, "?page[scroll]=1m&page[size]=12&prefix=10.1594")
    assert set(body["meta"]) == {"total", "scroll-id"}
    seen = ids(body)
    while "next" in body["links"]:
        body = listed(rest, body["links"]["next"].partition("/dois")[2])
        seen += ids(body)
    assert len(set(seen)) == len(seen) == body["meta"]["total"] == 20
    assert rest.send("GET", "/dois?page[scroll]=1m&scroll-id=gone", host=PRODUCTION).status_code == 404


def test_facets_are_off_unless_asked_for(rest: Rest) -> None:
    assert set(listed(rest, "")["meta"]) == {"total", "totalPages", "page"}
    facets = listed(rest, "?disable-facets=false&page[size]=0&prefix=10.1594")["meta"]
    assert facets["resourceTypes"] == [
        {"id": "dataset", "title": "Dataset", "count": 14},
        {"id": "collection", "title": "Collection", "count": 6},
    ]
    chosen = listed(rest, "?disable-facets=false&facets=registrationAgencies,citation_count&page[size]=0")[
        "meta"
    ]
    assert set(chosen) == {"total", "totalPages", "page", "registrationAgencies", "citationCount"}


def test_shape_switches(rest: Rest) -> None:
    plain = listed(rest, '?query=uid:"10.14454/fqq6-w751"')["data"][0]["attributes"]
    assert isinstance(plain["publisher"], str)
    assert all(isinstance(name, str) for name in plain["creators"][0]["affiliation"])
    switched = listed(rest, '?query=uid:"10.14454/fqq6-w751"&affiliation=false&publisher=true&detail=true')
    attributes = switched["data"][0]["attributes"]
    assert attributes["publisher"]["name"] == plain["publisher"]
    # The server takes any value of `affiliation` for a yes.
    assert all(isinstance(item, dict) for item in attributes["creators"][0]["affiliation"])
    assert base64.b64decode(attributes["xml"]).startswith(b"<?xml")
    sparse = listed(rest, "?fields[dois]=titles,client&page[size]=1")["data"][0]
    assert (set(sparse["attributes"]), set(sparse["relationships"])) == ({"titles"}, {"client"})


def test_random_and_sample(rest: Rest) -> None:
    assert len(listed(rest, "?random=true&page[size]=4")["data"]) == 4
    groups = listed(rest, "?sample=1&sample-group=client")
    clients = [item["relationships"]["client"]["data"]["id"] for item in groups["data"]]
    assert len(clients) == len(set(clients)) > 10


def test_sort(rest: Rest) -> None:
    names = ids(listed(rest, "?sort=name&page[size]=200"))
    assert names == sorted(names)
    assert ids(listed(rest, "?sort=-name&page[size]=200")) == names[::-1]
    counts = [item["attributes"]["citationCount"] for item in listed(rest, "?sort=-citation-count")["data"]]
    assert counts == sorted(counts, reverse=True)


def test_jsonp(rest: Rest) -> None:
    answer = rest.send("GET", f"/dois/{PREPRINT}?callback=show", host=PRODUCTION)
    assert answer.mimetype == "application/javascript"
    assert json.loads(answer.text.removeprefix("/**/show(").removesuffix(")"))["data"]["id"] == PREPRINT


@pytest.mark.parametrize(
    ("path", "accept", "media_type"),
    [
        (f"/dois/{PREPRINT}", "application/x-bibtex", "application/x-bibtex"),
        (f"/dois/application/x-bibtex/{PREPRINT}", "*/*", "application/x-bibtex"),
        (f"/application/citeproc+json/{PREPRINT}", "*/*", "application/vnd.citationstyles.csl+json"),
        (f"/{PREPRINT}", "text/x-bibliography; style=ieee", "text/x-bibliography"),
        (f"/dois/{PREPRINT}", "text/html,application/json;q=0.9,*/*;q=0.5", "application/json"),
        ("/dois/text/csv?query=citations", "*/*", "text/csv"),
    ],
)
def test_formats(rest: Rest, path: str, accept: str, media_type: str) -> None:
    answer = rest.send("GET", path, host=PRODUCTION, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, media_type)


def test_unknown_format_at_the_root_leads_to_the_landing_page(rest: Rest) -> None:
    answer = rest.send("GET", f"/{PREPRINT}", host=PRODUCTION, headers={"Accept": "application/unknown"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "https://arxiv.org/abs/1902.02534")


def test_headers_of_every_answer(rest: Rest) -> None:
    answer = rest.send(
        "GET", "/dois?page[size]=0", host=PRODUCTION, auth=None, headers={"Origin": "https://a.example"}
    )
    assert answer.content_type == "application/json; charset=utf-8"
    assert answer.headers["X-LupoVersion"]
    assert answer.headers["Access-Control-Allow-Origin"] == "https://a.example"
    assert not [name for name in answer.headers.keys() if "ratelimit" in name.lower().replace("-", "")]  # noqa: SIM118


def test_repositories_members_prefixes(rest: Rest) -> None:
    client = rest.send("GET", "/repositories/PANGAEA.REPOSITORY", host=PRODUCTION).json
    assert client is not None
    assert client["data"]["relationships"]["provider"]["data"]["id"] == "pangaea"
    assert "contactEmail" not in client["data"]["attributes"]
    clients = rest.send("GET", "/clients?page[size]=3&provider-id=cern,arxiv", host=PRODUCTION).json
    assert clients is not None
    assert {item["id"] for item in clients["data"]} == {"arxiv.content", "cern.zenodo"}
    prefix = rest.send("GET", "/prefixes/10.48550", host=PRODUCTION).json
    assert prefix is not None
    assert prefix["data"]["relationships"]["clients"]["data"][0]["id"] == "arxiv.content"
    totals = rest.send("GET", "/providers/totals", host=PRODUCTION).json
    assert totals is not None
    assert {item["id"]: item["count"] for item in totals}["arxiv"] == 2


def test_heartbeat_and_front_page(rest: Rest) -> None:
    assert rest.send("GET", "/heartbeat").text == "OK"
    assert rest.send("GET", "/").headers["Location"] == "https://support.datacite.org/docs/api"


def test_api_key_works_until_revoked(rest: Rest) -> None:
    body = json.dumps({"data": {"type": "apiKeys", "attributes": {"name": "guide"}}})
    made = rest.send("POST", "/credentials/api-keys", body=body).json
    assert made is not None
    key = made["data"]["attributes"]["key"]
    assert key.startswith(made["data"]["attributes"]["keyPrefix"])
    bearer = {"Authorization": f"Bearer {key}"}
    assert rest.send("GET", "/dois/get-dois", auth=None, headers=bearer).status_code == 204
    assert rest.send("GET", "/credentials/api-keys", auth=None, headers=bearer).status_code == 403
    assert rest.send("DELETE", f"/credentials/api-keys/{made['data']['id']}").status_code == 204
    assert rest.send("GET", "/dois/get-dois", auth=None, headers=bearer).status_code == 401


@pytest.mark.parametrize(
    ("kind", "record", "message"),
    [
        ("works", {"id": "x", "attributes": {}}, "no records of the kind"),
        ("dois", {"attributes": {}}, "needs an id"),
        ("test/clients", {"id": "x"}, "needs an id and attributes"),
    ],
)
def test_malformed_records(kind: str, record: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Emulator(built_in_records=False).world.datacite.add(kind, record)


def test_old_and_partial_records_are_taken(rest: Rest) -> None:
    old = {
        "id": "10.1234/OLD",
        "attributes": {"titles": None, "contributors": None, "publisher": "P", "container": None},
    }
    rest.emulator.world.datacite.add("dois", old)
    single = rest.send("GET", "/dois/10.1234/old", host=PRODUCTION).json
    assert single is not None
    assert single["data"]["attributes"]["contributors"] == []
    assert rest.emulator.world.datacite.doi("10.1234/Old") is not None
