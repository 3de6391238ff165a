"""What every answer has."""

import json
import re

import pytest

from support.datacite_rest import DOI, PRODUCTION, TEST, Rest

PREPRINT = "10.48550/arxiv.1902.02534"


def test_jsonp(rest: Rest) -> None:
    answer = rest.send("GET", f"/dois/{PREPRINT}?callback=show", host=PRODUCTION)
    assert answer.mimetype == "application/javascript"
    assert json.loads(answer.text.removeprefix("/**/show(").removesuffix(")"))["data"]["id"] == PREPRINT


def test_headers_of_every_answer(rest: Rest) -> None:
    answer = rest.send(
        "GET", "/dois?page[size]=0", host=PRODUCTION, auth=None, headers={"Origin": "https://a.example"}
    )
    assert answer.content_type == "application/json; charset=utf-8"
    assert answer.headers["X-LupoVersion"]
    assert answer.headers["Access-Control-Allow-Origin"] == "https://a.example"
    assert not [name for name in answer.headers.keys() if "ratelimit" in name.lower().replace("-", "")]  # noqa: SIM118


NOT_FOUND = {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}


@pytest.mark.parametrize(("method", "path"), [("GET", "/nowhere"), ("POST", "/heartbeat"), ("PUT", "/dois")])
def test_a_path_or_method_without_a_route_is_a_missing_resource(rest: Rest, method: str, path: str) -> None:
    answer = rest.send(method, path, auth=None)
    assert (answer.status_code, answer.json) == (404, NOT_FOUND)
    assert answer.content_type == "application/json; charset=utf-8"
    assert "x-anonymous-consumer" not in answer.headers


@pytest.mark.parametrize("size", [10 * 1024 * 1024, 10 * 1024 * 1024 + 1])
def test_a_body_of_more_than_ten_megabytes_is_too_large(rest: Rest, size: int) -> None:
    answer = rest.send("POST", "/dois", body=b" " * size)
    too_large = size > 10 * 1024 * 1024
    assert answer.status_code == (413 if too_large else 400)
    if too_large:
        assert answer.text == "<html><head><title>413 Request Entity Too Large</title></head></html>"


@pytest.mark.parametrize("callback", ["", "9a", "a-b", "a(b", "a" * 102])
def test_what_is_no_name_of_a_function_is_not_called(rest: Rest, callback: str) -> None:
    answer = rest.send("GET", f"/dois?page[size]=0&callback={callback}", host=PRODUCTION)
    assert answer.mimetype == "application/json"
    assert rest.send("GET", f"/dois?callback=$.{'a' * 99}").mimetype == "application/javascript"


def test_an_error_is_not_called(rest: Rest) -> None:
    assert rest.send("GET", "/dois/10.1/none?callback=show").json == NOT_FOUND


def test_headers_tell_reads_from_writes(rest: Rest) -> None:
    written = rest.send("POST", "/dois", {"doi": DOI})
    read = rest.send("GET", f"/dois/{DOI}")
    names = ("Cache-Control", "Vary", "Status", "X-Credential-Username")
    assert [written.headers[name] for name in names] == [
        "max-age=0, private, must-revalidate", "Accept-Encoding", "201 Created", "guide.emulator",
    ]  # fmt: skip
    assert [read.headers[name] for name in names] == [
        "no-cache", "Accept,Accept-Encoding", "200 OK", "guide.emulator",
    ]  # fmt: skip
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", read.headers["x-request-id"])
    assert read.headers["x-request-id"] != written.headers["x-request-id"]
    refused = rest.send("POST", "/dois", {"doi": DOI})
    assert refused.headers["Cache-Control"] == "no-cache"


def test_a_browser_may_ask_first(rest: Rest) -> None:
    answer = rest.send("OPTIONS", "/dois", auth=None, headers={"Origin": "https://a.example"})
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, POST, PUT, PATCH, DELETE, OPTIONS"
    assert "Access-Control-Allow-Origin" not in rest.send("GET", "/heartbeat", host=TEST).headers
