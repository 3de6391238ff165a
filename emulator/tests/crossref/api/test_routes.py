"""The routes of api.crossref.org: single records, lists and their pages, and what is not there."""

import pytest

from pid_emulator import Emulator
from support.crossref_api import JSON_UTF8, NOT_FOUND, dois, get, message

LANCET = "10.1016%2Fs0140-6736%2897%2911096-0"
NUMPY = "10.1038/s41586-020-2649-2"


def test_plus_token_without_bearer_is_refused(emulator: Emulator) -> None:
    assert get(emulator, "/works?rows=0", Crossref_Plus_API_Token="token").status_code == 401


@pytest.mark.parametrize(
    "path",
    [
        "/works/10.1371/notarealdoi",
        "/works/10.5061/dryad.8515",  # another agency's DOI
        "/members/121212121212",
        "/journals/4444-4444",
        "/funders/10.13039/notarealdoi",
    ],
)
def test_unknown_record_is_plain_text(emulator: Emulator, path: str) -> None:
    response = get(emulator, path)
    assert (response.status_code, response.text) == (404, NOT_FOUND)
    assert response.headers["content-type"] == "text/plain"


@pytest.mark.parametrize(
    "path",
    [
        "/members/121212121212/works",
        "/journals/4444-4444/works",
        "/funders/10.13039/notarealdoi/works",
        "/prefixes/10.9999",
        "/prefixes/10.9999/works",
        "/types/tape",
        "/types/tape/works",
    ],
)
def test_unknown_record_of_these_routes_claims_json(emulator: Emulator, path: str) -> None:
    response = get(emulator, path)
    assert (response.status_code, response.text) == (404, NOT_FOUND)
    assert response.headers["content-type"] == JSON_UTF8


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/nowhere",
        "/deposits",
        "/v1/nowhere",
        "/servlet/submissionDownload?usr=a",
        "/members/98/nowhere",
        "/prefixes",
    ],
)
def test_a_path_that_no_route_has_is_told_as_json(emulator: Emulator, path: str) -> None:
    response = get(emulator, path)
    assert response.status_code == 404
    assert response.json == {
        "status": "error",
        "message-type": "route-not-found",
        "message-version": "1.0.0",
        "message": "Route not found",
    }


@pytest.mark.parametrize("ending", ["/", "/agency/", "/transform/", "/transform/application/x-bibtex/"])
@pytest.mark.parametrize("version", ["", "/v1"])
def test_a_slash_behind_a_doi_finds_nothing(emulator: Emulator, version: str, ending: str) -> None:
    assert get(emulator, f"{version}/works/{NUMPY}{ending}").status_code == 404


def test_an_encoded_slash_belongs_to_the_doi(empty: Emulator) -> None:
    empty.world.crossref.add("works", {"DOI": "10.5555/ends/", "indexed": {}})
    assert message(empty, "/works/10.5555/ends%2F")["DOI"] == "10.5555/ends/"
    assert get(empty, "/works/10.5555/ends%2F/agency").status_code == 200
    assert get(empty, "/works/10.5555/ends/").status_code == 404
    assert get(empty, "/works/10.5555/ends").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/works", "/members", "/journals", "/funders", "/types", "/licenses", "/members/7822/works",
        "/journals/0264-3561/works", "/funders/100000001/works", "/funders/10.13039/100000001/works",
        "/prefixes/10.5555/works", "/types/journal-article/works",
    ],
)  # fmt: skip
@pytest.mark.parametrize("version", ["", "/v1"])
def test_a_list_does_not_mind_a_slash(one_work: Emulator, version: str, path: str) -> None:
    with_slash, without = (message(one_work, f"{version}{path}{slash}?rows=1") for slash in ("/", ""))
    assert with_slash.keys() == without.keys()
    assert with_slash["total-results"] == without["total-results"] > 0


def test_a_grant_has_no_titles_of_its_own(empty: Emulator) -> None:
    empty.world.crossref.add("works", {"DOI": "10.5555/grant", "type": "grant", "indexed": {}})
    names = {"original-title", "short-title", "subtitle", "short-container-title"}
    assert names.isdisjoint(message(empty, "/works/10.5555/grant"))
    empty.world.crossref.add("works", {"DOI": "10.5555/grant", "type": "dataset", "indexed": {}})
    assert names <= message(empty, "/works/10.5555/grant").keys()


def test_too_many_requests_are_refused_with_a_page(emulator: Emulator) -> None:
    emulator.faults.set(["busy:1"])
    response = get(emulator, "/works")
    assert (response.status_code, response.content_type) == (429, "text/html")
    assert response.text.startswith("<html><body><h1>429 Too Many Requests</h1>\n")
    assert not {"retry-after", "x-rate-limit-limit"} & {name.lower() for name, _ in response.headers}
    assert get(emulator, "/works").status_code == 200


def test_other_methods_are_refused(emulator: Emulator) -> None:
    assert emulator.request("DELETE", "https://api.crossref.org/works").status_code == 405


def test_alias_leads_to_the_work(emulator: Emulator) -> None:
    response = get(emulator, "/works/10.26434%2Fchemrxiv.5406907")
    assert response.status_code == 301
    assert response.headers["location"] == "/works/10.26434/chemrxiv.5406907.v5"
    assert response.data == b""
    assert "content-type" not in response.headers


@pytest.mark.parametrize(
    "path",
    [
        f"/works/{LANCET}",
        f"/v1/works/{LANCET}",
        "/works/10.1016/s0140-6736(97)11096-0",
        "/works/10.1016/S0140-6736(97)11096-0",
    ],
)
def test_one_work_however_it_is_written(emulator: Emulator, path: str) -> None:
    work = message(emulator, path)
    assert work["DOI"] == "10.1016/s0140-6736(97)11096-0"
    assert [update["type"] for update in work["updated-by"]] == ["correction", "retraction"]
    assert {update["source"] for update in work["updated-by"]} == {"retraction-watch"}


def test_single_work_names_its_empty_parts_and_a_list_does_not(emulator: Emulator) -> None:
    single = message(emulator, f"/works/{LANCET}")
    (listed,) = message(emulator, f"/works?filter=doi:{LANCET}")["items"]
    assert single["subject"] == [] and "subject" not in listed
    assert single["score"] == 1


def test_head_has_no_body(emulator: Emulator) -> None:
    response = emulator.request("HEAD", "https://api.crossref.org/works/10.5555/12345678")
    assert (response.status_code, response.data) == (200, b"")


def test_rows_and_offset(numbered: Emulator) -> None:
    page = message(numbered, "/works?rows=2&offset=10")
    assert [item["DOI"] for item in page["items"]] == ["10.5555/10", "10.5555/11"]
    assert page["total-results"] == 45
    assert page["items-per-page"] == 2
    assert page["query"] == {"start-index": 10, "search-terms": None}
    assert "next-cursor" not in page


@pytest.mark.parametrize("path", ["/members", "/journals", "/funders"])
def test_other_lists_have_cursors_too(emulator: Emulator, path: str) -> None:
    total = message(emulator, f"{path}?rows=0")["total-results"]
    first = message(emulator, f"{path}?rows={total - 1}&cursor=*")
    rest = message(emulator, f"{path}?rows={total - 1}&cursor={first['next-cursor']}")
    assert (len(first["items"]), len(rest["items"])) == (total - 1, 1)


def test_sample_is_random_and_ignores_rows(numbered: Emulator) -> None:
    first, second = (message(numbered, "/works?sample=9&rows=2") for _ in range(2))
    assert len(first["items"]) == first["total-results"] == 9
    assert {item["score"] for item in first["items"]} == {0.0}
    assert first["items"] != second["items"]


def test_sample_comes_out_the_same_after_a_reset(numbered: Emulator) -> None:
    emulator = Emulator()
    first = dois(emulator, "/works?sample=5")
    emulator.reset()
    assert dois(emulator, "/works?sample=5") == first


def test_field_queries_are_anded(emulator: Emulator) -> None:
    assert len(dois(emulator, "/works?query.title=deep+array")) > 1
    assert dois(emulator, "/works?query.title=deep+array&query.author=harris") == [NUMPY]


def test_search_terms_are_echoed(emulator: Emulator) -> None:
    assert message(emulator, "/works?query=ecology")["query"]["search-terms"] == "ecology"


@pytest.mark.parametrize(
    ("path", "score"),
    [("/works?rows=1", 1.0), ("/works?rows=1&filter=member:78", 0.0), ("/members/98/works", 0.0)],
)
def test_score_without_a_query(emulator: Emulator, path: str, score: float) -> None:
    assert {item["score"] for item in message(emulator, path)["items"]} == {score}


def test_select(emulator: Emulator) -> None:
    items = message(emulator, "/works?query=ecology&select=DOI,title&rows=2")["items"]
    assert [set(item) for item in items] == [{"DOI", "title"}] * 2


@pytest.mark.parametrize(
    "path", ["/funders/100000001", "/funders/10.13039/100000001", "/funders/10.13039%2F100000001"]
)
def test_funder_by_either_id(one_work: Emulator, path: str) -> None:
    assert message(one_work, path)["name"] == "National Science Foundation"
    assert dois(one_work, f"{path}/works") == ["10.5555/1"]


def test_works_of_a_funder_are_those_of_its_parts_too(one_work: Emulator) -> None:
    parent = {"id": "100000099", "name": "Parent", "descendants": ["100000001"]}
    one_work.world.crossref.add("funders", parent)
    assert dois(one_work, "/funders/100000099/works") == ["10.5555/1"]
    assert dois(one_work, "/works?filter=funder:100000099") == []


def test_funder_location(emulator: Emulator) -> None:
    places = {one["location"] for one in message(emulator, "/funders?filter=location:united+states")["items"]}
    assert places == {"United States"}


def test_types_are_there_without_records(empty: Emulator) -> None:
    listed = message(empty, "/types")
    assert list(listed) == ["total-results", "items"]
    assert (listed["total-results"], len(listed["items"])) == (30, 30)
    assert message(empty, "/types/book-part") == {"id": "book-part", "label": "Part"}
    assert message(empty, "/types/book-part/works")["items"] == []


def test_types_take_a_query_and_do_nothing_with_it(empty: Emulator) -> None:
    assert message(empty, "/types?query=journal")["total-results"] == 30


@pytest.mark.parametrize("kind", ["members", "journals", "funders"])
def test_list_shape(emulator: Emulator, kind: str) -> None:
    response = get(emulator, f"/{kind}?rows=1")
    answer = response.json
    assert answer is not None
    assert answer["message-type"] == f"{kind[:-1]}-list"
    assert list(answer["message"]) == ["items-per-page", "query", "total-results", "items"]
