"""The questions that developers ask about DOIs and ORCID lead, by the site's own search, to their page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# What a reader types, and the page that answers it.
QUESTIONS = [
    ("401 invalid_token", "orcid/auth"),
    ("token for a different record", "orcid/auth"),
    ("public search without token", "orcid/search"),
    ("public or member API hosts scopes", "orcid/public"),
    ("invalid_scope", "orcid/auth"),
    ("redirect URI does not match", "orcid/auth"),
    ("mailinator", "sandboxes"),
    ("invalid_client sandbox", "errors"),
    ("XML instead of JSON Accept", "orcid/public"),
    ("409 already added duplicate put-code", "orcid/member"),
    ("bulk works", "orcid/public"),
    ("name is missing visibility", "orcid/public"),
    ("locked deactivated deprecated", "orcid/public"),
    ("search DOI brackets diacritics", "orcid/search"),
    ("only 10 rows", "orcid/search"),
    ("checksum", "orcid/public"),
    ("token lifetime refresh revoke", "orcid/auth"),
    ("webhook", "orcid/member"),
    ("registration agency 404", "doi/access"),
    ("content negotiation 406", "doi/access"),
    ("encode DOI slash", "doi/access"),
    ("upper lower case DOI", "doi/access"),
    ("429 polite pool", "doi/access"),
    ("cursor paging", "doi/search"),
    ("unknown filter", "doi/search"),
    ("select", "doi/search"),
    ("retraction", "doi/search"),
    ("date-parts", "doi/search"),
    ("422 is invalid", "doi/create"),
    ("draft findable", "doi/create"),
    ("test.crossref.org deposit", "doi/create"),
]
RESULTS_LOOKED_AT = 5


@pytest.fixture(scope="module")
def search_page(chromium: Browser, site_address: str) -> Iterator[Page]:
    if not isinstance(chromium, Browser):
        yield chromium
        return
    context = chromium.new_context()
    page = context.new_page()
    page.goto(site_address, wait_until="networkidle")
    page.keyboard.press("s")
    yield page
    context.close()


@pytest.mark.parametrize(("question", "answer"), QUESTIONS, ids=[question for question, _ in QUESTIONS])
def test_search_leads_to_the_answer(browser: Browser, search_page: Page, question: str, answer: str) -> None:
    field = search_page.locator(".md-search__input")
    field.fill("")
    field.press("End")  # the search listens to keys
    search_page.wait_for_function("!document.querySelector('.md-search-result__item')")
    field.fill(question)
    field.press("End")
    links = search_page.locator(".md-search-result__item > .md-search-result__link")
    links.first.wait_for(state="attached", timeout=5000)
    found = [str(link.get_attribute("href")) for link in links.all()[:RESULTS_LOOKED_AT]]
    assert any(f"/{answer}/" in address for address in found), found
