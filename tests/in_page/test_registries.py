"""The registries in a tab: they answer, keep what is changed, and can be put back."""

from collections.abc import Iterator

import pytest
import requests

from pidguide.in_page.connection import answered_by
from pidguide.in_page.registries import Registries

DRAFT = {"data": {"type": "dois", "attributes": {"doi": "10.82433/tab"}}}
DOIS = "https://api.test.datacite.org/dois"


@pytest.fixture(scope="module")
def shared() -> Registries:
    return Registries()


@pytest.fixture
def registries(shared: Registries) -> Iterator[Registries]:
    shared.reset()
    with answered_by(shared.answer):
        yield shared


def account(registries: Registries) -> tuple[str, str]:
    """The repository's account, as a script finds it."""
    credentials = registries.begin()
    return credentials["DATACITE_REPOSITORY_ID"], credentials["DATACITE_PASSWORD"]


def test_they_answer_as_the_services_do(registries: Registries) -> None:
    answer = requests.get("https://doi.org/10.1126/science.169.3946.635", allow_redirects=False, timeout=9)
    assert answer.status_code == 302 and answer.headers["Location"].startswith("http")


def test_another_host_is_not_reached(registries: Registries) -> None:
    with pytest.raises(requests.ConnectionError, match=r"www\.example\.org is not emulated in this tab"):
        requests.get("https://www.example.org/", timeout=9)


def test_a_run_meets_the_faults_it_is_about(registries: Registries) -> None:
    registries.begin(["busy:1"])
    codes = [
        requests.get("https://doi.org/10.1000/1", allow_redirects=False, timeout=9).status_code for _ in "ab"
    ]
    assert codes[0] in (429, 503) and codes[1] == 302


def test_waiting_puts_their_clock_forward(registries: Registries) -> None:
    registries.wait(3600)
    requests.post(DOIS, json=DRAFT, auth=account(registries), timeout=9)
    ahead = requests.get(f"{DOIS}/10.82433/tab", auth=account(registries), timeout=9).json()
    registries.reset()
    requests.post(DOIS, json=DRAFT, auth=account(registries), timeout=9)
    now = requests.get(f"{DOIS}/10.82433/tab", auth=account(registries), timeout=9).json()
    assert ahead["data"]["attributes"]["created"] > now["data"]["attributes"]["created"]


def test_what_is_changed_lasts_until_it_is_put_back(registries: Registries) -> None:
    assert requests.post(DOIS, json=DRAFT, auth=account(registries), timeout=9).status_code == 201
    assert requests.get(f"{DOIS}/10.82433/tab", auth=account(registries), timeout=9).status_code == 200
    registries.reset()
    assert requests.get(f"{DOIS}/10.82433/tab", auth=account(registries), timeout=9).status_code == 404


def test_what_is_changed_can_be_taken_to_another_process(registries: Registries) -> None:
    requests.post(DOIS, json=DRAFT, auth=account(registries), timeout=9)
    other = Registries()
    other.restore(registries.state())
    with answered_by(other.answer):
        assert requests.get(f"{DOIS}/10.82433/tab", auth=account(other), timeout=9).status_code == 200
