"""requests and urllib3 stay real; only what would go over the wire is answered here."""

import io

import pytest
import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool

from pidguide.in_page.connection import Answer, NobodyAnswers, Request, answered_by

OK = Answer(200, "OK", [("Content-Type", "text/plain; charset=utf-8")], "grün".encode())


class Wire:
    """Answers one after the other, and keeps what was asked."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.asked: list[Request] = []

    def __call__(self, request: Request) -> Answer:
        self.asked.append(request)
        return self.answers.pop(0)


def test_a_request_arrives_as_it_was_sent_and_its_answer_comes_back() -> None:
    wire = Wire(OK)
    with answered_by(wire):
        answer = requests.get(
            "https://api.example.org:8443/a b",
            params={"q": "x/y"},
            headers={"Accept": "text/plain"},
            timeout=9,
        )
    assert (answer.status_code, answer.reason, answer.text) == (200, "OK", "grün")
    assert (wire.asked[0].method, wire.asked[0].url) == ("GET", "https://api.example.org:8443/a%20b?q=x%2Fy")
    assert wire.asked[0].header("ACCEPT") == "text/plain"
    assert wire.asked[0].header("X-Other") is None


@pytest.mark.parametrize(
    ("options", "sent"),
    [
        ({"data": "grün"}, "grün".encode()),
        ({"data": b"\x00\xff"}, b"\x00\xff"),
        ({"data": io.BytesIO(b"file")}, b"file"),
        ({"data": iter([b"in ", b"parts"])}, b"in parts"),
        ({"data": {"a": "1 2"}}, b"a=1+2"),
        ({"json": {"a": 1}}, b'{"a": 1}'),
        ({}, b""),
    ],
)
def test_a_body_arrives_in_one_piece(options: dict[str, object], sent: bytes) -> None:
    wire = Wire(OK)
    with answered_by(wire):
        requests.post("http://example.org/", timeout=9, **options)  # type: ignore[arg-type]
    assert wire.asked[0].body == sent


def test_redirects_are_followed_by_requests_itself() -> None:
    wire = Wire(Answer(302, "Found", [("Location", "https://other.example/x")], b""), OK)
    with answered_by(wire):
        answer = requests.get("http://example.org/", auth=("a", "b"), timeout=9)
    assert [request.url for request in wire.asked] == ["http://example.org/", "https://other.example/x"]
    assert answer.history[0].status_code == 302
    assert wire.asked[1].header("Authorization") is None, "requests takes it off for another host"


def test_retry_waits_as_asked_and_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    wire = Wire(Answer(503, "Busy", [("Retry-After", "7")], b""), OK)
    session = requests.Session()
    session.mount("https://", HTTPAdapter(max_retries=Retry(total=2, status_forcelist=[503])))
    with answered_by(wire):
        assert session.get("https://example.org/", timeout=9).text == "grün"
    assert waited == [7]


def test_a_header_may_come_twice_and_cookies_are_kept() -> None:
    wire = Wire(Answer(200, "OK", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")], b""), OK)
    session = requests.Session()
    with answered_by(wire):
        session.get("https://example.org/", timeout=9)
        session.get("https://example.org/", timeout=9)
    assert wire.asked[1].header("Cookie") == "a=1; b=2"


def test_an_answer_can_be_streamed() -> None:
    with answered_by(Wire(OK)), requests.get("https://example.org/", stream=True, timeout=9) as answer:
        assert b"".join(answer.iter_content(2)) == "grün".encode()


def test_a_host_that_nobody_answers_for_is_a_connection_error() -> None:
    def nobody(request: Request) -> Answer:
        raise NobodyAnswers("example.org is not emulated in this tab")

    with answered_by(nobody), pytest.raises(requests.ConnectionError, match="is not emulated in this tab"):
        requests.get("https://example.org/", timeout=9)


def test_connections_are_real_again_afterwards() -> None:
    with pytest.raises(ValueError, match="in between"), answered_by(Wire()):
        raise ValueError("in between")
    assert HTTPSConnectionPool.ConnectionCls is HTTPSConnection
