"""The shapes and headers of api.crossref.org's answers: pools, redirects, and JSON as Crossref writes it."""

from datetime import UTC, datetime

import pytest

from pid_emulator import Emulator
from support.crossref_api import get, problems


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


def test_slashes_are_escaped(emulator: Emulator) -> None:
    response = get(emulator, "/works/10.5555/12345678")
    assert r'"DOI":"10.5555\/12345678"' in response.text
    assert response.headers["content-type"] == "application/json"


def test_invalid_cursor_is_not_found(emulator: Emulator) -> None:
    assert problems(emulator, "/works?query=widget&cursor=thing", status=404) == [
        {"type": "cursor-invalid", "value": "thing", "message": "Cursor specified but it is invalid"}
    ]
    assert get(emulator, "/works?cursor=thing").headers["content-type"] == "application/json"


def test_every_answer_has_the_headers_that_browsers_ask_for(empty: Emulator) -> None:
    for path in ("/works", "/works/10.5555/nothing", "/works?rows=x"):
        headers = get(empty, path).headers
        assert headers["access-control-allow-origin"] == "*"
        assert headers["access-control-expose-headers"] == "Link"
        assert headers["permissions-policy"] == "interest-cohort=()"


@pytest.mark.parametrize(
    ("path", "varies"),
    [
        ("/works", "Accept-Encoding"),
        ("/types", "Accept"),
        ("/works?rows=x", "Accept"),
        ("/types/nothing", "Accept"),
    ],
)
def test_what_is_typed_with_a_charset_varies_by_accept(empty: Emulator, path: str, varies: str) -> None:
    assert get(empty, path).headers["vary"] == varies


def test_an_answer_is_written_without_blanks(empty: Emulator) -> None:
    empty.world.crossref.add(
        "prefixes", {"prefix": "https://id.crossref.org/prefix/10.5555", "name": "Naïve"}
    )
    assert get(empty, "/prefixes/10.5555").text == (
        '{"status":"ok","message-type":"prefix","message-version":"1.0.0",'
        '"message":{"prefix":"https:\\/\\/id.crossref.org\\/prefix\\/10.5555","name":"Naïve"}}'
    )


@pytest.mark.parametrize(
    ("month", "path", "pool"),
    [
        (6, "/works?rows=0", ("public", "5", "1")),
        (6, "/works/10.5555/12345678?mailto=guide@example.org", ("polite", "10", "3")),
        (7, "/works?rows=0", ("public-array", "1", "1")),
    ],
)
def test_a_pool_was_one_for_all_until_july_2026(
    emulator: Emulator, month: int, path: str, pool: tuple[str, str, str]
) -> None:
    emulator.world.clock.set(datetime(2026, month, 1, tzinfo=UTC))
    headers = get(emulator, path).headers
    named = tuple(headers[name] for name in ("x-api-pool", "x-rate-limit-limit", "x-concurrency-limit"))
    assert named == pool
    emulator.reset()
    assert get(emulator, "/works?rows=0").headers["x-api-pool"] == "public-array"
