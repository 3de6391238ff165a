"""A sample meets only what its transport leads to, and no credentials of its user but over live."""

import os
import socket
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from pid_emulator import Emulator
from pidguide.cassettes import placeholders
from pidguide.cassettes.traffic import RecordedTraffic
from pidguide.running import transports
from tests.support.recordings import WORK_URL, interaction, work_interaction, write_recording


@pytest.fixture(autouse=True)
def own_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORCID_CLIENT_SECRET", "my own")
    monkeypatch.delenv("ORCID_NONCE", raising=False)


def test_over_recordings_of_others_only_what_they_recorded_is_answered(tmp_path: Path) -> None:
    write_recording(tmp_path, "work", work_interaction())
    with transports.recordings(RecordedTraffic([tmp_path])) as used:
        assert os.environ["ORCID_CLIENT_SECRET"] == placeholders.CLIENT_SECRET
        assert requests.get(WORK_URL, timeout=10).json()["message-type"] == "work"
        with pytest.raises(requests.ConnectionError, match="no real answer is at hand"):
            requests.get(f"{WORK_URL}/agency", timeout=10)
    assert [exchange.url for exchange in used] == [WORK_URL]


def test_live_gives_the_users_own_credentials() -> None:
    with transports.live() as credentials:
        assert credentials["ORCID_CLIENT_SECRET"] == "my own"
        assert "ORCID_NONCE" not in credentials


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What reaches the machine's own look-up of names; nothing does that leads out."""
    found: list[Any] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *words, **named: found.append((*words, named)))
    return found


@pytest.mark.parametrize(
    ("host", "service", "reached"),
    [
        ("doi.org", 443, ("127.0.0.1", 4430)),
        ("doi.org", "https", ("127.0.0.1", 4430)),
        (b"doi.org", 443, ("127.0.0.1", 4430)),
        ("doi.org", 80, ("127.0.0.1", 8000)),
        ("doi.org", "80", ("127.0.0.1", 8000)),
        (b"doi.org", "http", ("127.0.0.1", 8000)),
        ("doi.org", None, ("127.0.0.1", 4430)),
        ("localhost", 80, ("localhost", 80)),
        ("127.0.0.1", 9, ("127.0.0.1", 9)),
        (None, 9, (None, 9)),
    ],
)
def test_names_lead_to_the_emulator_or_to_this_machine(
    looked_up: list[Any], host: Any, service: Any, reached: tuple[Any, Any]
) -> None:
    transports._leads_to(["doi.org"], 4430, 8000)(host, service, 0, proto=6)
    assert looked_up == [(*reached, 0, {"proto": 6})]


@pytest.mark.parametrize("host", ["example.org", b"example.org", "notdoi.org", "a.doi.org", "127.0.0.2", ""])
def test_no_other_name_is_looked_up(looked_up: list[Any], host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    with pytest.raises(socket.gaierror) as raised:
        transports._leads_to(["doi.org"], 4430, 8000)(host, 443)
    assert raised.value.args == (socket.EAI_NONAME, f"{name} is not emulated")
    assert looked_up == []


HANDLE = "https://doi.org/api/handles/10.1000/1?a=1"


RECORDED_AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def cassette(tmp_path: Path) -> Path:
    """One recorded POST."""
    item = interaction(HANDLE, 201, {"found": True}, method="POST", content_type="application/json")
    item["request"] |= {
        "body": "a=1",
        "headers": {"accept": ["application/json"], "authorization": ["Bearer <ACCESS_TOKEN>"]},
    }
    return write_recording(tmp_path, "handle", item)


def ask(**changes: Any) -> requests.Response:
    headers = {"Accept": "application/json", "Authorization": "Bearer <ACCESS_TOKEN>"}
    headers |= changes.pop("headers", {})
    sent = {"method": "POST", "url": HANDLE, "data": "a=1", **changes}
    return requests.request(**sent, headers=headers, timeout=10)


def test_a_replay_answers_at_the_time_of_the_recording_without_waiting(cassette: Path) -> None:
    before = time.time()
    with transports.replay(cassette, RECORDED_AT) as played:
        assert datetime.now(UTC) == RECORDED_AT
        time.sleep(3600)
        assert datetime.now(UTC) == RECORDED_AT
        assert (ask().status_code, played.all_played) == (201, True)
        assert {name: os.environ[name] for name in placeholders.ENVIRONMENT} == placeholders.ENVIRONMENT
        with pytest.raises(transports.UnrecordedRequest):
            ask()
    assert 0 <= time.time() - before < 600
    assert os.environ["ORCID_CLIENT_SECRET"] == "my own"
    assert "ORCID_NONCE" not in os.environ


@pytest.mark.parametrize(
    "change",
    [
        {"method": "PUT"},
        {"url": HANDLE.replace("https:", "http:")},
        {"url": HANDLE.replace("doi.org", "www.doi.org")},
        {"url": HANDLE.replace("doi.org", "doi.org:8443")},
        {"url": HANDLE.replace("10.1000/1", "10.1000/2")},
        {"url": HANDLE.replace("a=1", "a=2")},
        {"data": "a=2"},
        {"headers": {"Accept": "text/html"}},
        {"headers": {"Authorization": "Bearer <WRONG_ACCESS_TOKEN>"}},
        {"headers": {"Authorization": None}},
    ],
)
def test_a_request_that_was_not_recorded_is_not_answered(cassette: Path, change: dict[str, Any]) -> None:
    with transports.replay(cassette, RECORDED_AT) as played, pytest.raises(transports.UnrecordedRequest):
        ask(**change)
    assert not played.all_played


def test_an_answer_that_others_recorded_is_given_whole(tmp_path: Path) -> None:
    item = interaction(
        WORK_URL, 203, "Größe".encode("latin-1"), content_type="text/plain; charset=latin-1", x_other="1"
    )
    item["response"]["headers"]["Content-Encoding"] = ["br"]
    item["request"]["headers"]["accept"] = ["text/plain"]
    write_recording(tmp_path, "work", item)
    with transports.recordings(RecordedTraffic([tmp_path])):
        time.sleep(3600)
        answer = requests.get(WORK_URL, headers={"Accept": "text/plain"}, timeout=10)
        with pytest.raises(requests.ConnectionError) as raised:
            requests.delete(f"{WORK_URL}/none", timeout=10)
    assert str(raised.value) == f"no real answer is at hand for DELETE {WORK_URL}/none"
    assert (answer.status_code, answer.url, answer.request.method) == (203, WORK_URL, "GET")
    assert (answer.text, answer.raw.read()) == ("Größe", "Größe".encode("latin-1"))
    assert answer.headers["X-OTHER"] == "1"
    assert "Content-Encoding" not in answer.headers


def test_live_gives_all_that_samples_read_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in placeholders.ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ORCID_ID", "0000-0002-1825-0097")
    monkeypatch.setenv("OTHER", "x")
    with transports.live() as credentials:
        assert credentials == {"ORCID_ID": "0000-0002-1825-0097"}


def test_the_emulator_is_reached_by_real_names_and_no_other_host_is(emulator: Emulator) -> None:
    before = emulator.world.clock.now()
    with transports.emulator(emulator) as credentials:
        assert os.environ["ORCID_CLIENT_SECRET"] == credentials["ORCID_CLIENT_SECRET"] != "my own"
        assert requests.get("https://doi.org/api/handles/10.1000/1", timeout=10).status_code == 200
        with pytest.raises(socket.gaierror, match="example.org is not emulated"):
            socket.getaddrinfo("example.org", 443)
        time.sleep(3600)
    assert (emulator.world.clock.now() - before).total_seconds() >= 3600
    assert os.environ["ORCID_CLIENT_SECRET"] == "my own"


def test_the_emulator_starts_untouched_with_credentials_trust_and_faults(emulator: Emulator) -> None:
    emulator.request("GET", "https://doi.org/api/handles/10.1000/1")
    before = dict(os.environ)
    with transports.emulator(emulator, ["429:2"]) as credentials:
        assert emulator.traffic.requests == 0
        assert {os.environ[name] for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE")} == {
            str(emulator.ca_file)
        }
        assert set(placeholders.ENVIRONMENT) >= set(credentials)
        statuses = [
            requests.get("https://doi.org/api/handles/10.1000/1", timeout=10).status_code for _ in range(3)
        ]
        assert statuses == [429, 429, 200]
    assert dict(os.environ) == before


def test_a_recording_keeps_every_exchange_and_writes_nothing(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    url = "https://doi.org/api/handles/10.1000/1"
    with transports.emulator(emulator), transports.recording(RECORDED_AT) as kept:
        assert datetime.now(UTC) == RECORDED_AT
        for _ in range(2):
            requests.get(url, timeout=10)
        assert datetime.now(UTC) == RECORDED_AT
    assert [request.uri for request in kept.requests] == [url, url]
    assert [answer["status"]["code"] for answer in kept.responses] == [200, 200]
    assert list(tmp_path.iterdir()) == []
    assert emulator.traffic.requests == 2
