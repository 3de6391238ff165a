"""A recording answers what it holds, once each, and nothing that only looks like it."""

from typing import Any

import pytest

from pidguide.in_page.connection import Request
from pidguide.in_page.recorded import Exchange, Recorded, Unrecorded, writes

URL = "https://api.example.org/works?b=2&a=1"


def exchange(**other: Any) -> Exchange:
    """An exchange, changed in what is given."""
    plain: dict[str, Any] = {
        "method": "GET",
        "url": URL,
        "accept": "application/json",
        "authorization": None,
        "content_type": None,
        "sent": "",
        "status": 200,
        "reason": "OK",
        "headers": [["content-type", "application/json"]],
        "answer": "{}",
    }
    return {**plain, **other}  # type: ignore[typeddict-item]


def request(method: str = "GET", url: str = URL, body: str = "", **headers: str) -> Request:
    """A request; `content_type` and the like are its headers."""
    named = {
        name.replace("_", "-"): value for name, value in {"accept": "application/json", **headers}.items()
    }
    return Request(method, url, named, body.encode())


def test_an_exchange_answers_once() -> None:
    recorded = Recorded([exchange(answer="grün")])
    answer = recorded.answer(request())
    assert (answer.status, answer.headers) == (200, [("content-type", "application/json")])
    assert answer.body == "grün".encode()
    assert recorded.unplayed == 0
    with pytest.raises(Unrecorded, match="GET https://api.example.org/works"):
        recorded.answer(request())


def test_the_same_request_gets_the_next_answer() -> None:
    recorded = Recorded([exchange(status=503), exchange()])
    assert [recorded.answer(request()).status for _ in range(2)] == [503, 200]


@pytest.mark.parametrize(
    "other",
    [
        request(method="HEAD"),
        request(url="https://api.example.org/works?a=1"),
        request(url="https://api.example.org/works?a=1&b=3"),
        request(url="http://api.example.org/works?b=2&a=1"),
        request(url="https://api.example.com/works?b=2&a=1"),
        request(url="https://api.example.org/work?b=2&a=1"),
        request(accept="text/html"),
        request(authorization="Bearer x"),
        request(body="x"),
    ],
)
def test_another_request_is_not_answered(other: Request) -> None:
    with pytest.raises(Unrecorded):
        Recorded([exchange()]).answer(other)


@pytest.mark.parametrize(
    ("content_type", "recorded_body", "sent"),
    [
        ("application/x-www-form-urlencoded", "a=1&b=2", "b=2&a=1"),
        ("application/vnd.api+json", '{"a": 1, "b": 2}', '{"b":2,"a":1}'),
        ("multipart/form-data; boundary=one", "--one\r\nx\r\n--one--", "--two\r\nx\r\n--two--"),
    ],
)
def test_what_differs_from_run_to_run_does_not_matter(
    content_type: str, recorded_body: str, sent: str
) -> None:
    known = exchange(method="POST", content_type=content_type, sent=recorded_body)
    asked = request("POST", body=sent, content_type=content_type.replace("one", "two"))
    assert Recorded([known]).answer(asked).status == 200
    with pytest.raises(Unrecorded):
        Recorded([known]).answer(request("POST", body=f"{sent}&c", content_type=content_type))


def test_no_script_can_catch_that_a_request_is_not_recorded() -> None:
    assert not issubclass(Unrecorded, Exception)


@pytest.mark.parametrize(
    ("method", "expected"), [("GET", False), ("HEAD", False), ("POST", True), ("DELETE", True)]
)
def test_what_writes_is_true_of_a_first_run_only(method: str, expected: bool) -> None:
    assert writes([exchange(), exchange(method=method)]) is expected
