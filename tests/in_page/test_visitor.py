"""A person signs in and consents on ORCID's pages in the tab; the code leads where the client wants it."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from pidguide.cassettes import placeholders
from pidguide.in_page.tab import Tab
from pidguide.in_page.visitor import Page, Visitor

CONSENT = (
    f"https://sandbox.orcid.org/oauth/authorize?client_id={placeholders.CLIENT_ID}&response_type=code"
    "&scope=%2Fread-limited&redirect_uri=http%3A%2F%2F127.0.0.1%3A5000%2Fcallback"
)


@pytest.fixture(scope="module")
def started() -> Tab:
    tab = Tab([])
    tab.start()
    return tab


@pytest.fixture
def tab(started: Tab) -> Iterator[Tab]:
    started.reset()
    yield started


def send(tab: Tab, page: Page, **fields: str) -> Page:
    """Fill in a page's form and send it, with what stands in it already."""
    [form] = re.findall(
        r'<form method="post" action="([^"]*)">(?!<button class="link")(.*?)</form>', page.html, re.S
    )
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[1])
    action = form[0].replace("&amp;", "&")
    url = f"https://sandbox.orcid.org{action}" if action.startswith("/") else action or page.url
    return tab.visit("POST", url, [*((n, v.replace("&amp;", "&")) for n, v in hidden), *fields.items()], {})


def test_a_code_comes_of_signing_in_and_consenting(tab: Tab) -> None:
    page = tab.visit("GET", CONSENT, [], placeholders.ENVIRONMENT)
    assert "<style>" in page.html and 'rel="stylesheet"' not in page.html
    password = re.search(r"all have the password <code>([^<]+)</code>", page.html)
    assert password, "the page does not tell how to sign in"
    page = send(tab, page, username="0000-0002-1825-0097", password=password[1])
    assert "/oauth/authorize" in page.url and not page.is_elsewhere
    button = re.search(r'<button id="authorize" name="([^"]+)" value="([^"]+)"', page.html)
    assert button, page.html
    end = send(tab, page, **{button[1]: button[2]})
    assert end.is_elsewhere and end.url.startswith("http://127.0.0.1:5000/callback?")
    assert parse_qs(urlsplit(end.url).query)["code"]


def test_a_client_that_orcid_does_not_know_is_refused_on_the_page(tab: Tab) -> None:
    page = tab.visit("GET", CONSENT.replace(placeholders.CLIENT_ID, "APP-NOBODY"), [], {})
    assert not page.is_elsewhere and "<form" not in page.html.partition("<main")[2].partition("</main")[0]


def test_a_page_that_redirects_without_end_is_given_up(tab: Tab) -> None:
    from pidguide.in_page.connection import Answer, Request

    def answer(request: Request) -> Answer:
        return Answer(302, "Found", [("Location", request.url)], b"")

    assert "without end" in Visitor(answer, ["orcid.org"]).visit("GET", "https://orcid.org/x").html
