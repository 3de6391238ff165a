"""https://orcid.org/{iD}: who is sent on to the data, and who gets the page."""

import pytest
from bs4 import BeautifulSoup

from pid_emulator import Emulator
from support.empty_emulator import empty_emulator
from support.orcid_people import CARBERRY


@pytest.fixture(scope="module")
def orcid() -> Emulator:
    emulator = empty_emulator()
    emulator.world.orcid.add("records", {"orcid-identifier": {"path": CARBERRY}})
    return emulator


@pytest.mark.parametrize(
    "accept",
    [
        "application/json",
        "application/orcid+json",
        "application/vnd.orcid+xml",
        "application/ld+json",
        "application/rdf+xml;q=0.9, */*",
        "application/n-triples",
        "text/turtle",
        "text/n3",
    ],
)
@pytest.mark.parametrize(
    ("host", "api"), [("orcid.org", "pub.orcid.org"), ("sandbox.orcid.org", "pub.sandbox.orcid.org")]
)
def test_a_client_that_asks_for_data_is_sent_to_the_public_api(
    orcid: Emulator, accept: str, host: str, api: str
) -> None:
    answer = orcid.request("GET", f"https://{host}/{CARBERRY}", {"Accept": accept})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"https://{api}/{CARBERRY}")


@pytest.mark.parametrize(
    "accept",
    [None, "*/*", "text/html", "text/html,application/xhtml+xml,application/json;q=0.9", "text/plain"],
)
def test_everyone_else_gets_a_page_without_data(orcid: Emulator, accept: str | None) -> None:
    answer = orcid.request("GET", f"https://orcid.org/{CARBERRY}", {"Accept": accept} if accept else {})
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert CARBERRY in answer.text


def test_http_is_sent_to_https(orcid: Emulator) -> None:
    answer = orcid.request("GET", f"http://orcid.org/{CARBERRY}?x=1")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"https://orcid.org/{CARBERRY}?x=1")


def test_an_address_that_is_no_id_is_not_found(orcid: Emulator) -> None:
    assert orcid.request("GET", "https://orcid.org/about/nothing").status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/signin", "/register", f"/{CARBERRY}", "/nothing", "/oauth/authorize"]
)
def test_every_page_says_that_it_is_an_emulator_and_can_be_read_aloud(orcid: Emulator, path: str) -> None:
    page = BeautifulSoup(orcid.request("GET", f"https://orcid.org{path}").text, "html.parser")
    assert "emulator, not ORCID" in page.get_text()
    assert page.html is not None
    assert page.html["lang"] == "en"
    assert len(page.find_all("h1")) == 1
    assert page.main is not None
    assert page.title is not None
    fields = page.select("input:not([type=hidden])")
    assert all(page.find("label", attrs={"for": field["id"]}) for field in fields)
    assert not page.find_all("script")
