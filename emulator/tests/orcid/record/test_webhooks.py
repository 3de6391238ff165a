"""The calls that a changed record leads to."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from pid_emulator.orcid.record.webhooks import deliver_in_background, post_to
from support.orcid_people import CARBERRY, ODEGARD, Asker, work
from support.orcid_webhooks import CALLBACK, url


@pytest.fixture
def token(ask: Asker) -> str:
    return ask.token_for("/webhook", orcid=None)


@pytest.fixture
def no_calls_of_its_own(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave every call to the test, as between two batches of the emulator's own."""
    monkeypatch.setattr(ask.emulator.world.orcid.webhooks, "deliver_batch", lambda now, deliver: None)


@pytest.mark.usefixtures("no_calls_of_its_own")
def test_a_change_is_called_once_and_repeated_until_it_is_heard(ask: Asker, token: str) -> None:
    world = ask.emulator.world
    webhooks = world.orcid.webhooks
    ask.send("PUT", url(), None, token)
    ask.send("PUT", url(orcid=ODEGARD), None, token)
    assert webhooks.deliver_due(world.clock.now(), lambda callback: 204) == []
    ask.added("work", work())

    answers = iter([500, 503, 204])
    called: list[str] = []

    def answer(callback: str) -> int:
        called.append(callback)
        return next(answers)

    for minutes in (0, 5, 5, 10, 10, 60):
        world.clock.advance(minutes * 60)
        webhooks.deliver_due(world.clock.now(), answer)
    # At once; after ten minutes; after twenty more; then it is heard.
    assert called == [CALLBACK] * 3


@pytest.mark.usefixtures("no_calls_of_its_own")
def test_a_429_ends_the_run_for_its_client(ask: Asker, token: str) -> None:
    world = ask.emulator.world
    for number in range(3):
        ask.send("PUT", url(f"https://example.org/{number}"), None, token)
    ask.added("keywords", {"content": "changed"})
    assert len(world.orcid.webhooks.deliver_due(world.clock.now(), lambda callback: 429)) == 1


class Receiver(BaseHTTPRequestHandler):
    received: list[tuple[str, bytes]]
    heard: threading.Event

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        type(self).received.append((self.path, body))
        self.send_response(204)
        self.end_headers()
        type(self).heard.set()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def receiver() -> Iterator[str]:
    Receiver.received, Receiver.heard = [], threading.Event()
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook/{CARBERRY}"
    server.shutdown()
    server.server_close()


def test_a_receiver_on_this_computer_is_really_called(ask: Asker, token: str, receiver: str) -> None:
    assert ask.send("PUT", url(receiver), None, token).status_code == 201
    ask.added("work", work())
    assert Receiver.heard.wait(timeout=5)
    assert Receiver.received == [(f"/hook/{CARBERRY}", b"")]


@pytest.mark.parametrize("callback", ["https://example.org/", "http://10.0.0.1/", "http://192.0.2.1:80/x"])
def test_no_other_computer_is_ever_called(callback: str) -> None:
    assert post_to(callback) == 0


@pytest.mark.parametrize(
    "callback", ["hooks.example.org/x", "urn:example:x", "ftp://127.0.0.1/x", "http://[fe80::1%en0]/"]
)
def test_an_address_that_is_none_of_the_web_counts_as_nobody(callback: str) -> None:
    assert post_to(callback) == 0


def test_where_no_thread_can_be_started_the_calls_are_made_by_whoever_offers(ask: Asker, token: str) -> None:
    called: list[str] = []

    def post(callback: str) -> int:
        called.append(callback)
        return 204

    ask.emulator.world.deliver_webhooks = lambda make_calls: (make_calls(post), None)[1]
    try:
        ask.send("PUT", url(), None, token)
        ask.added("work", work())
        assert called == [CALLBACK]
    finally:
        ask.emulator.world.deliver_webhooks = deliver_in_background
