"""Between two requests lies a pause, and a busy service is given the time it asks for."""

import time
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter

from pidguide.cassettes.format import read_recording
from pidguide.running import pacing
from pidguide.running.record import record_live
from tests.support.toy_guide import Toy, add_sample


class Clock:
    """A clock that only waiting puts forward."""

    def __init__(self) -> None:
        self.now = 100.0
        self.waits: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", clock.monotonic)
    monkeypatch.setattr(time, "sleep", clock.sleep)
    monkeypatch.setattr(
        HTTPAdapter, "send", lambda self, request, *words, **options: (request.url, words, options)
    )
    return clock


def get(url: str) -> Any:
    return HTTPAdapter().send(requests.Request("GET", url).prepare(), True, timeout=7)


@pytest.mark.parametrize(
    ("host", "pause"),
    [
        ("api.crossref.org", 1.0),
        ("API.crossref.org:443", 1.0),
        ("api.datacite.org", 0.7),
        ("api.test.datacite.org", 0.7),
        ("doi.org", 0.3),
        ("pub.orcid.org", 0.3),
    ],
)
def test_between_two_requests_to_a_host_lies_its_pause(clock: Clock, host: str, pause: float) -> None:
    with pacing.paced():
        for _ in range(3):
            get(f"https://{host}/a")
    assert clock.waits == [pause, pause]


def test_only_what_is_left_of_the_pause_is_waited_for(clock: Clock) -> None:
    with pacing.paced():
        get("https://doi.org/a")
        clock.now += 0.1
        get("https://doi.org/b")
        clock.now += 0.31
        get("https://doi.org/c")
        clock.now -= 0.01
        get("https://doi.org/d")
    assert clock.waits == [0.2, 0.3 + 0.01]


def test_another_host_is_not_waited_for_and_the_request_goes_on_as_it_was(clock: Clock) -> None:
    with pacing.paced():
        sent = [get(f"https://{host}/a") for host in ("doi.org", "api.crossref.org", "api.datacite.org")]
    assert clock.waits == []
    assert sent[0] == ("https://doi.org/a", (True,), {"timeout": 7})


def test_afterwards_nothing_is_paced(clock: Clock) -> None:
    with pacing.paced():
        get("https://doi.org/a")
    get("https://doi.org/a")
    assert clock.waits == []


def answered(code: int, **headers: list[str]) -> dict[str, Any]:
    return {
        "status": {"code": code},
        "headers": {name.replace("_", "-"): values for name, values in headers.items()},
    }


@pytest.mark.parametrize(
    ("answers", "seconds"),
    [
        ([], None),
        ([answered(200, Retry_After=["5"])], None),
        (
            [answered(500, Retry_After=["5"]), answered(428), answered(430), answered(502), answered(504)],
            None,
        ),
        ([answered(429, Retry_After=["5"])], 5.0),
        ([answered(503, retry_after=["5"])], 5.0),
        ([answered(200), answered(503, Retry_After=["7"]), answered(429, Retry_After=["5"])], 7.0),
        ([answered(429)], 10.0),
        ([answered(429, Retry_After=[])], 10.0),
        ([answered(429, Retry_After=["Wed, 21 Oct 2026 07:28:00 GMT"])], 10.0),
        ([answered(429, Retry_After=["-1"])], 10.0),
        ([answered(429, Retry_After=["0"])], 0.0),
        ([answered(429, Retry_After=["299"])], 299.0),
        ([answered(429, Retry_After=["300"])], 300.0),
        ([answered(429, Retry_After=["301"])], 300.0),
        ([answered(429, Retry_After=["86400"])], 300.0),
    ],
)
def test_how_long_a_busy_service_asks_to_wait(answers: list[dict[str, Any]], seconds: float | None) -> None:
    assert pacing.seconds_asked_for(answers) == seconds


def test_a_busy_service_is_given_the_time_it_asks_for(guide: Path, toy: Toy, stand_in) -> None:  # type: ignore[no-untyped-def]
    sample = add_sample(guide)
    registries = stand_in(toy())
    registries.faults.set(["429:1"])
    waited: list[float] = []
    recorded = record_live(sample, wait=waited.append)
    assert recorded.is_written, recorded.outcome.failure
    assert waited == [1.0]
    assert [exchange.status for exchange in read_recording(sample.cassette).exchanges] == [302, 200, 302, 200]


def test_a_live_recording_is_paced(guide: Path, toy: Toy, stand_in, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    """READ_TWICE asks doi.org and api.crossref.org twice each."""
    stand_in(toy())
    monkeypatch.setattr(pacing, "PAUSE", {"api.crossref.org": 300.0})
    monkeypatch.setattr(pacing, "DEFAULT_PAUSE", 200.0)
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    assert record_live(add_sample(guide)).is_written
    assert [round(wait / 100) for wait in waits if wait > 100] == [2, 3]
