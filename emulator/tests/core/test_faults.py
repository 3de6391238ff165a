"""Each fault is what a client really meets."""

import pytest
import requests

from pid_emulator import Emulator
from pid_emulator.core.faults import Faults


@pytest.fixture
def service(emulator: Emulator):  # type: ignore[no-untyped-def]
    yield emulator
    emulator.reset()


def get(emulator: Emulator, timeout: float = 5) -> requests.Response:
    return requests.get(
        f"https://127.0.0.1:{emulator.port}/styles",
        headers={"Host": "api.crossref.org", "Accept": "application/json"},
        verify=str(emulator.ca_file),
        timeout=timeout,
    )


def test_an_unknown_fault_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="There is no fault 500. Known are busy, 429, 503, slow"):
        Faults().set(["500"])


def test_blanks_around_a_fault_mean_nothing(service: Emulator) -> None:
    service.faults.set([" 503:1 ", " ", " 429:1"])
    assert [get(service).status_code for _ in range(3)] == [503, 429, 200]


def test_429_carries_retry_after_and_stops_after_its_count(service: Emulator) -> None:
    service.faults.set(["429:1", "503:1"])
    first, second, third = get(service), get(service), get(service)
    assert (first.status_code, first.headers["retry-after"]) == (429, "1")
    assert (second.status_code, third.status_code) == (503, 200)


def test_drop_closes_the_connection(service: Emulator) -> None:
    service.faults.set(["drop"])
    with pytest.raises(requests.ConnectionError):
        get(service)


def test_truncate_breaks_off_in_the_body(service: Emulator) -> None:
    service.faults.set(["truncate"])
    with pytest.raises((requests.exceptions.ChunkedEncodingError, requests.ConnectionError)):
        get(service)


def test_invalid_json_looks_whole(service: Emulator) -> None:
    service.faults.set(["invalid-json"])
    answer = get(service)
    assert answer.status_code == 200
    with pytest.raises(requests.JSONDecodeError):
        answer.json()


def test_slow_outlasts_the_clients_timeout_and_lets_go(service: Emulator) -> None:
    service.faults.set(["slow"])
    with pytest.raises(requests.Timeout):
        get(service, timeout=0.2)
    service.faults.clear()
    assert get(service).status_code == 200


@pytest.mark.parametrize(
    ("url", "status", "text"),
    [
        ("https://api.crossref.org/works", 429, ""),
        ("https://pub.orcid.org/v3.0/0000-0002-1825-0097/works", 503, ""),
        ("https://api.datacite.org/dois", 429, "Your request has been rate limited."),
    ],
)
def test_busy_is_the_services_own_answer(service: Emulator, url: str, status: int, text: str) -> None:
    service.faults.set(["busy"])
    answer = service.request("GET", url, {"Accept": "application/json"})
    assert (answer.status_code, answer.headers.get("retry-after")) == (status, None)
    assert text in answer.text


def statuses(emulator: Emulator, *asked: tuple[str, str]) -> list[int]:
    return [emulator.request("GET", url, {"User-Agent": agent}).status_code for url, agent in asked]


TYPES, STYLES = "https://api.crossref.org/types", "https://api.crossref.org/styles"


def test_a_fault_for_one_route_leaves_others_and_its_count_alone(service: Emulator) -> None:
    service.request("POST", f"https://127.0.0.1/faults?kinds=503:1&url={TYPES}")
    assert statuses(service, (STYLES, "a"), (f"{TYPES}?rows=1", "a"), (TYPES, "a")) == [200, 503, 200]


def test_a_fault_for_one_client_leaves_others_and_its_count_alone(service: Emulator) -> None:
    service.request("POST", "https://127.0.0.1/faults?kinds=429:1&agent=mine")
    assert statuses(service, (TYPES, "browser/2"), (TYPES, "mine/1"), (TYPES, "mine/1")) == [200, 429, 200]
