"""How api.crossref.org is reached: schemes, versions, pools, and a single work."""

import pytest

from pid_emulator import Emulator
from support.crossref_api import get, message

LANCET = "10.1016%2Fs0140-6736%2897%2911096-0"


def test_plain_http_leads_to_https(emulator: Emulator) -> None:
    response = emulator.request("GET", "http://api.crossref.org/works/10.1371%2Fx?mailto=a@example.org")
    assert response.status_code == 301
    assert response.headers["location"] == (
        "https://api.crossref.org:443/works/10.1371%2Fx?mailto=a@example.org"
    )
    assert "301 Moved Permanently" in response.text


@pytest.mark.parametrize(
    ("headers", "path", "pool", "limit", "concurrent"),
    [
        ({}, "/works?rows=0", "public-array", "1", "1"),
        ({}, "/works/10.5555/12345678", "public-single", "5", "1"),
        ({}, "/works?rows=0&mailto=guide@example.org", "polite-array", "3", "3"),
        ({}, "/works/10.5555/12345678?mailto=guide@example.org", "polite-single", "10", "3"),
        ({"User_Agent": "guide (mailto:guide@example.org)"}, "/members/98", "polite-single", "10", "3"),
        ({"User_Agent": "guide (mailto:guide@example.org)"}, "/members/98/works", "polite-array", "3", "3"),
        ({"Crossref_Plus_API_Token": "Bearer token"}, "/works?rows=0", "plus", "150", None),
    ],
)
def test_pools(
    emulator: Emulator, headers: dict[str, str], path: str, pool: str, limit: str, concurrent: str | None
) -> None:
    answered = get(emulator, path, **headers).headers
    assert answered["x-api-pool"] == pool
    assert answered["x-rate-limit-limit"] == limit
    assert answered["x-rate-limit-interval"] == "1s"
    assert answered.get("x-concurrency-limit") == concurrent


def test_plus_token_without_bearer_is_refused(emulator: Emulator) -> None:
    assert get(emulator, "/works?rows=0", Crossref_Plus_API_Token="token").status_code == 401


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


def test_slashes_are_escaped(emulator: Emulator) -> None:
    response = get(emulator, "/works/10.5555/12345678")
    assert r'"DOI":"10.5555\/12345678"' in response.text
    assert response.headers["content-type"] == "application/json"


def test_head_has_no_body(emulator: Emulator) -> None:
    response = emulator.request("HEAD", "https://api.crossref.org/works/10.5555/12345678")
    assert (response.status_code, response.data) == (200, b"")


@pytest.mark.parametrize("missing", [{"title": ["No DOI"]}, {"DOI": ""}, {"DOI": ["10.5555/1"]}])
def test_work_without_doi_is_not_taken(empty: Emulator, missing: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="works needs DOI"):
        empty.world.crossref.add("works", missing)


def test_part_of_a_work_adds_to_it_and_a_whole_one_replaces_it(empty: Emulator) -> None:
    store = empty.world.crossref
    store.add("works", {"DOI": "10.5555/A", "indexed": {}, "title": ["Whole"], "volume": "1"})
    store.add("works", {"DOI": "10.5555/a", "title": ["Part"]})
    assert store.work("doi:10.5555/A") == {
        "DOI": "10.5555/a",
        "indexed": {},
        "title": ["Part"],
        "volume": "1",
    }
    store.add("works", {"DOI": "10.5555/a", "indexed": {}})
    assert store.work("10.5555/a") == {"DOI": "10.5555/a", "indexed": {}}
