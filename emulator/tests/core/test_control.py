"""The emulator's own address: what steers it answers in a line, whatever it is sent."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import requests

from pid_emulator import Emulator, __version__


@pytest.fixture
def steered(emulator: Emulator) -> Iterator[Emulator]:
    yield emulator
    emulator.reset()


@pytest.fixture(scope="module")
def empty() -> Emulator:
    """An emulator without records, which is quickly reset."""
    return Emulator(built_in_records=False)


def post(emulator: Emulator, path: str) -> tuple[int, str]:
    answer = emulator.request("POST", f"https://127.0.0.1{path}")
    return answer.status_code, answer.text


def now(emulator: Emulator) -> datetime:
    state = emulator.request("GET", "https://127.0.0.1/").text
    return datetime.fromisoformat(json.loads(state)["now"])


@pytest.mark.parametrize("seconds", ["1e308", "1e11", "inf", "nan", "-1", "soon", ""])
def test_a_clock_that_cannot_go_so_far_stays(steered: Emulator, seconds: str) -> None:
    before = now(steered)
    assert post(steered, f"/clock/advance?seconds={seconds}") == (
        400,
        "Send seconds=N, a number of seconds to go forward, to the year 2999 at most.\n",
    )
    assert (now(steered) - before).total_seconds() < 60


def test_the_clock_goes_forward(steered: Emulator) -> None:
    before = now(steered)
    assert post(steered, "/clock/advance?seconds=3600") == (204, "")
    assert 3600 <= (now(steered) - before).total_seconds() < 3660


def test_an_unknown_fault_changes_nothing(steered: Emulator) -> None:
    assert post(steered, "/faults?kinds=503:1,%20429:1") == (204, "")
    code, text = post(steered, "/faults?kinds=429:")
    assert (code, text.count("\n")) == (400, 1)
    answers = [steered.request("GET", "https://api.crossref.org/styles") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [503, 429, 200]


@pytest.mark.parametrize(
    ("method", "path", "refusal"),
    [
        ("GET", "/recods", (404, "The emulator itself has no /recods: /openapi.json lists what it has.\n")),
        ("GET", "/reset", (405, "/reset takes POST.\n")),
        ("DELETE", "/requests", (405, "/requests takes GET.\n")),
    ],
)
def test_a_wrong_path_or_method_is_refused_in_a_line(
    empty: Emulator, method: str, path: str, refusal: tuple[int, str]
) -> None:
    answer = empty.request(method, f"https://127.0.0.1{path}")
    assert (answer.status_code, answer.text) == refusal
    assert ("Allow" in answer.headers) == (refusal[0] == 405)


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "http://127.0.0.1.evil.example:8444"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "null"},  # a file, or a frame in a sandbox
    {"Origin": "https://sandbox.orcid.org"},
    {"Origin": ""},
    {"Sec-Fetch-Site": "cross-site"},
]
OWN = [
    {},
    {"Origin": "http://127.0.0.1:3000"},
    {"Origin": "https://LOCALHOST:8443"},
    {"Origin": "http://[::1]:8444"},
    {"Origin": "http://localhost:3000", "Sec-Fetch-Site": "cross-site"},  # as localhost is to 127.0.0.1
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "same-origin"},
]
CONTROLS = [
    ("GET", "/"),
    ("GET", "/environment"),
    ("GET", "/environment.sh"),
    ("GET", "/health"),
    ("GET", "/hosts"),
    ("POST", "/reset"),
    ("POST", "/clock/advance?seconds=0"),
    ("POST", "/faults?kinds="),
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
@pytest.mark.parametrize(("method", "path"), CONTROLS)
def test_a_page_of_another_origin_is_refused(
    empty: Emulator, method: str, path: str, headers: dict[str, str]
) -> None:
    answer = empty.request(method, f"https://127.0.0.1{path}", headers)
    page = headers.get("Origin") or "another site"
    assert (answer.status_code, answer.text) == (
        403,
        f"A page of {page} may not steer the emulator: use a page on localhost.\n",
    )


def test_a_page_of_another_origin_changes_nothing(empty: Emulator) -> None:
    url = "https://127.0.0.1/faults?kinds=503"
    assert empty.request("POST", url, {"Origin": "https://evil.example"}).status_code == 403
    assert empty.request("GET", "https://api.crossref.org/styles").status_code == 200


@pytest.mark.parametrize("headers", OWN, ids=str)
@pytest.mark.parametrize(("method", "path"), CONTROLS)
def test_programs_and_pages_on_this_computer_go_on(
    empty: Emulator, method: str, path: str, headers: dict[str, str]
) -> None:
    assert empty.request(method, f"https://127.0.0.1{path}", headers).status_code in (200, 204)


@pytest.mark.parametrize("host", ["127.0.0.1:8443", "localhost", "[::1]", "[::1]:8444", "LocalHost:1"])
def test_its_own_names_with_any_port_reach_it(empty: Emulator, host: str) -> None:
    assert empty.request("GET", "https://127.0.0.1/environment", {"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8443", "127.0.0.1.evil.example", "127.0.0.2"])
@pytest.mark.parametrize(("method", "path"), CONTROLS)
def test_a_name_made_to_lead_here_does_not_reach_it(
    empty: Emulator, method: str, path: str, host: str
) -> None:
    answer = empty.request(method, f"https://127.0.0.1{path}", {"Host": host})
    name = host.partition(":")[0]
    assert (answer.status_code, answer.text) == (421, f"The emulator does not know the host {name}.\n")


def test_health_tells_version_and_ports(emulator: Emulator) -> None:
    answer = requests.get(f"http://[::1]:{emulator.plain_port}/health", timeout=5)
    assert answer.json() == {
        "status": "ok",
        "version": __version__,
        "port": emulator.port,
        "plain_port": emulator.plain_port,
    }


def test_the_authority_can_be_fetched(emulator: Emulator) -> None:
    answer = emulator.request("GET", "http://localhost/ca.pem")
    assert answer.text == emulator.ca_file.read_text()
    assert emulator.request("GET", "http://localhost/truststore.p12").status_code == 200


def test_lines_for_a_hosts_file_say_whose_they_are(empty: Emulator) -> None:
    lines = empty.request("GET", "http://localhost/hosts").text.splitlines()
    assert "127.0.0.1 doi.org # pid-emulator" in lines and "::1 doi.org # pid-emulator" in lines
    assert len(lines) == 2 * len(empty.hosts)
    (first, *_) = empty.request("GET", "http://localhost/hosts?address=172.18.0.2").text.splitlines()
    assert first == "172.18.0.2 api.crossref.org # pid-emulator"
    assert empty.request("GET", "http://localhost/hosts?address=x%0Ay").status_code == 400


@pytest.fixture
def in_a_container() -> Iterator[Emulator]:
    """An emulator that listens for other computers too."""
    emulator = Emulator(built_in_records=False)
    emulator.start(host="0.0.0.0", control_hosts=["Emulator.example"])
    yield emulator
    emulator.stop()


@pytest.mark.parametrize("name", ["emulator", "172.18.0.2", "emulator.example", "127.0.0.1"])
def test_in_a_container_it_is_asked_by_the_names_of_its_network(in_a_container: Emulator, name: str) -> None:
    address = f"http://127.0.0.1:{in_a_container.plain_port}"
    answer = requests.get(f"{address}/environment.sh", headers={"Host": f"{name}:18444"}, timeout=5)
    assert f"export HTTPS_PROXY=http://{name}:18444\n" in answer.text
    assert "-----BEGIN CERTIFICATE-----" in answer.text
    own_page = {"Host": f"{name}:18444", "Origin": f"http://{name}:3000"}
    assert requests.get(f"{address}/health", headers=own_page, timeout=5).status_code == 200


def test_in_a_container_too_a_name_made_to_lead_here_does_not_reach_it(in_a_container: Emulator) -> None:
    address = f"http://127.0.0.1:{in_a_container.plain_port}/reset"
    refused = requests.post(address, headers={"Host": "evil.example:80"}, timeout=5)
    assert (refused.status_code, refused.text) == (
        421,
        "The emulator does not know the host evil.example. If it is the emulator's own, "
        "start it with --control-host evil.example.\n",
    )
    foreign = requests.post(address, headers={"Origin": "http://evil.example"}, timeout=5)
    assert foreign.status_code == 403


def test_records_broken_meanwhile_are_named(tmp_path: Path) -> None:
    file = tmp_path / "crossref" / "works" / "mine.json"
    file.parent.mkdir(parents=True)
    file.write_text('{"DOI": "10.5555/mine"}')
    emulator = Emulator([tmp_path], built_in_records=False)
    post(emulator, "/clock/advance?seconds=3600")
    before = now(emulator)
    file.write_text("{")
    code, text = post(emulator, "/reset")
    assert code == 500
    assert text.startswith(f"{file} is not JSON: ")
    assert now(emulator) >= before, "a reset that failed has changed something"
    assert emulator.request("GET", "https://api.crossref.org/works/10.5555/mine").status_code == 200
