"""The emulator as a server: which host leads where, what is counted, and what a reset or a stop leaves."""

from pathlib import Path

import pytest
import requests

from pid_emulator import Emulator
from support.crossref_deposit import ARTICLE, Depositor
from support.empty_emulator import empty_emulator


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://doi.org", "/"),
        ("https://doi.org//10.5555/12345678", "//10.5555/12345678"),
        ("https://doi.org/10.5555%2F12345678?a=b%20c#part", "/10.5555%2F12345678?a=b%20c"),
    ],
)
def test_the_service_sees_the_request_line_as_it_was_written(url: str, target: str) -> None:
    emulator = Emulator()
    seen: list[tuple[str, str]] = []
    answer = emulator.application

    def look(environ, start_response):  # type: ignore[no-untyped-def]
        seen.append((environ["HTTP_HOST"], environ["REQUEST_URI"]))
        return answer(environ, start_response)

    emulator.application = look  # type: ignore[method-assign]
    emulator.request("GET", url)
    assert seen == [("doi.org", target)]


@pytest.fixture
def small() -> Emulator:
    return empty_emulator()


@pytest.mark.parametrize("url", ["https://example.org/", "http://example.org:8080/x"])
def test_a_host_that_is_not_emulated_is_refused_by_name(small: Emulator, url: str) -> None:
    answer = small.request("GET", url)
    assert (answer.status_code, answer.text) == (421, "The emulator does not know the host example.org.\n")


@pytest.mark.parametrize("host", ["api.crossref.org", "API.Crossref.org", "api.crossref.org:8443"])
def test_the_host_chooses_the_service_in_any_case_and_with_a_port(small: Emulator, host: str) -> None:
    assert small.request("GET", f"https://{host}/types").status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:8443"])
def test_by_its_own_names_it_answers_for_itself(small: Emulator, host: str) -> None:
    answer = small.request("GET", f"https://{host}/").json
    assert answer is not None
    assert answer["hosts"] == small.hosts


@pytest.mark.parametrize(
    ("url", "headers"),
    [
        ("http://update.example/", {}),
        ("https://orcid.org/favicon.ico", {"Sec-Fetch-Dest": "image"}),
        ("https://127.0.0.1/health", {}),
    ],
)
def test_what_nobody_asked_for_uses_up_no_fault(small: Emulator, url: str, headers: dict[str, str]) -> None:
    small.faults.set(["429:1"])
    assert small.request("GET", url, headers).status_code != 429
    assert small.request("GET", "https://api.crossref.org/types").status_code == 429
    assert small.request("GET", "https://api.crossref.org/types").status_code == 200


def test_traffic_counts_what_services_answer_until_the_next_reset(small: Emulator) -> None:
    small.request("GET", "https://api.crossref.org/types")
    small.request("GET", "https://doi.org/10.5555/nothing")
    small.request("GET", "https://127.0.0.1/")
    assert (small.traffic.requests, small.traffic.lacked_schema) == (2, False)
    small.reset()
    assert small.traffic.requests == 0


def test_traffic_tells_that_a_schema_was_lacking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PIDGUIDE_SCHEMAS", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    depositor = Depositor()
    depositor.deposit(ARTICLE)
    assert depositor.emulator.traffic.lacked_schema


def test_a_status_is_written_with_its_usual_reason(small: Emulator) -> None:
    assert small.request("GET", "https://doi.org/10.5555/nothing").status == "404 Not Found"
    assert small.request("DELETE", "https://api.crossref.org/works").status == "405 Method Not Allowed"


def test_stopped_it_listens_no_more_and_has_removed_its_authority() -> None:
    with Emulator(built_in_records=False) as emulator:
        url, ca_file = f"http://127.0.0.1:{emulator.plain_port}/", emulator.ca_file
        assert requests.get(url, timeout=5).status_code == 200
        assert ca_file.is_file()
    assert not ca_file.exists()
    with pytest.raises(requests.ConnectionError):
        requests.get(url, timeout=5)


def test_a_cookie_that_a_client_sends_in_process_arrives() -> None:
    emulator = Emulator(built_in_records=False)
    form = {"username": "0000-0002-1825-0097", "password": "wrong"}
    seen: list[str] = []
    answer = emulator.application

    def look(environ, start_response):  # type: ignore[no-untyped-def]
        seen.append(environ.get("HTTP_COOKIE", ""))
        return answer(environ, start_response)

    emulator.application = look  # type: ignore[method-assign]
    emulator.request("POST", "https://sandbox.orcid.org/signin", {"Cookie": "a=1; b=2"}, str(form))
    assert seen == ["a=1; b=2"]
