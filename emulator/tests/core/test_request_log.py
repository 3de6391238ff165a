"""What was asked, seen afterwards: every request with its answer, and no secret in it."""

import pytest

from pid_emulator import Emulator
from pid_emulator.core.request_log import CUT_OUT
from support.empty_emulator import empty_emulator


@pytest.fixture
def small() -> Emulator:
    return empty_emulator()


def logged(emulator: Emulator) -> list[dict[str, object]]:
    found: list[dict[str, object]] = emulator.request("GET", "https://127.0.0.1/requests").json
    return found


def test_requests_are_told_in_their_order_until_a_reset(small: Emulator) -> None:
    small.request("GET", "https://api.crossref.org/works?rows=0&query=a%20b", {"User-Agent": "mine/1"})
    small.request("POST", "https://test.crossref.org/servlet/deposit", {"Content-Type": "text/xml"}, "<a/>")
    first, second = logged(small)
    assert (first["method"], first["status"]) == ("GET", 200)
    assert first["url"] == "https://api.crossref.org/works?rows=0&query=a%20b"
    assert first["headers"] == {"Host": "api.crossref.org", "User-Agent": "mine/1"}
    assert (second["method"], second["status"]) == ("POST", 401)
    assert second["headers"]["Content-Type"] == "text/xml"  # type: ignore[index]
    small.request("POST", "https://127.0.0.1/reset")
    assert logged(small) == []


def test_a_fault_is_told_as_the_client_met_it(small: Emulator) -> None:
    small.request("POST", "https://127.0.0.1/faults?kinds=503:1")
    small.request("GET", "https://api.crossref.org/types")
    assert [each["status"] for each in logged(small)] == [503]


@pytest.mark.parametrize(
    "name",
    ["access_token", "client_secret", "code", "login_passwd", "password", "pwd", "refresh_token", "PWD"],
)
def test_no_secret_is_told(small: Emulator, name: str) -> None:
    headers = {"Authorization": "Bearer not-to-be-seen", "Cookie": "session=not-to-be-seen"}
    small.request("GET", f"https://doi.org/10.5555/x?{name}=not-to-be-seen&noredirect", headers)
    (told,) = logged(small)
    assert "not-to-be-seen" not in str(told)
    assert told["headers"]["Authorization"] == CUT_OUT  # type: ignore[index]
    assert str(told["url"]).startswith(f"https://doi.org/10.5555/x?{name}=")


def test_only_the_last_thousand_are_kept(small: Emulator) -> None:
    for number in range(1001):
        small.request("GET", f"https://doi.org/10.5555/{number}")
    urls = [each["url"] for each in logged(small)]
    assert (len(urls), urls[0], urls[-1]) == (
        1000,
        "https://doi.org/10.5555/1",
        "https://doi.org/10.5555/1000",
    )
