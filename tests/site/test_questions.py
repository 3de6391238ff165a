"""The questions that developers ask about DOIs and ORCID lead, by the site's own search, to their page."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from pidguide.site.pages.browser import NoBrowser
from tests.support.windows import open_tab

pytestmark = pytest.mark.browser

# What a reader types, and the page that answers it.
QUESTIONS = [
    ("401 invalid_token", "orcid/auth/tokens"),
    ("token for a different record", "orcid/auth/tokens"),
    ("public search without token", "orcid/search"),
    ("public or member API hosts scopes", "orcid/public"),
    ("invalid_scope", "orcid/auth"),
    ("redirect URI does not match", "orcid/auth"),
    ("mailinator", "sandboxes"),
    ("invalid_client sandbox", "errors"),
    ("XML instead of JSON Accept", "orcid/public"),
    ("409 already added duplicate put-code", "orcid/member/works"),
    ("bulk works", "orcid/public/works"),
    ("name is missing visibility", "orcid/public/person"),
    ("locked deactivated deprecated", "orcid/public/person"),
    ("search DOI brackets diacritics", "orcid/search"),
    ("only 10 rows", "orcid/search"),
    ("checksum", "orcid/public"),
    ("token lifetime refresh revoke", "orcid/auth"),
    ("webhook", "orcid/member/notifications"),
    ("registration agency 404", "doi/access/resolve"),
    ("content negotiation 406", "doi/access/metadata"),
    ("encode DOI slash", "doi/access/resolve"),
    ("upper lower case DOI", "doi/access/resolve"),
    ("429 polite pool", "doi/access"),
    ("cursor paging", "doi/search/crossref-all"),
    ("unknown filter", "doi/search/crossref"),
    ("select", "doi/search/crossref"),
    ("retraction", "doi/search/crossref-by"),
    ("date-parts", "doi/search/crossref-by"),
    ("422 is invalid", "doi/create/datacite"),
    ("draft findable", "doi/create/datacite"),
    ("test.crossref.org deposit", "doi/create/crossref"),
    ("what to store", "orcid/auth/store"),
    ("store tokens encrypted", "orcid/auth/store"),
    ("go live", "orcid/auth/go-live"),
    ("convert public client to member", "orcid/auth/go-live"),
    ("trust markers", "orcid/member/trust"),
    ("validated or self-asserted", "orcid/member/trust"),
    ("CRediT roles", "orcid/member/works"),
    ("funded-by", "orcid/member/works"),
    ("affiliation manager", "orcid/member/notifications"),
    ("single-page application", "orcid/auth/go-live"),
    ("localhost redirect", "orcid/auth"),
    ("log in", "orcid/auth"),
    ("login button", "orcid/auth"),
    ("mint a DOI for a dataset", "doi/create/datacite"),
    ("cite a DOI", "doi/access/metadata"),
    ("reserve DOI before publication", "doi/create/datacite"),
    ("page through all results", "doi/search/crossref-all"),
    ("check digit", "orcid/public"),
    ("normalize", "doi/access/resolve"),
    ("wrong repository password", "doi/create/datacite"),
    ("client authentication failed", "orcid/auth/tokens"),
    ("cursor is not valid", "doi/search/crossref-all"),
    ("citation style APA", "doi/access/metadata"),
    ("merged deprecated record", "orcid/public/person"),
    ("ORCID add employment", "orcid/member/affiliations"),
    ("DSpace", "systems"),
    ("Keycloak", "systems"),
    ("InvenioRDM", "systems"),
    ("breaking change", "changes"),
    ("who cites my dataset", "doi/search/citations"),
    ("citation count", "doi/search/citations"),
    ("harvest datacite", "doi/search/datacite-all"),
    ("OAI-PMH", "doi/search/datacite-all"),
    ("register retraction crossref", "doi/create/crossref-articles"),
    ("transfer journal", "doi/create/crossref-articles"),
    ("example prefix 10.5555", "doi/create/crossref-articles"),
    ("tombstone", "doi/create"),
    ("landing page", "doi/create"),
    ("concept DOI versions", "doi/create/datacite-metadata"),
    ("funder registry ror", "doi/search/crossref-by"),
    ("reuse abstracts copyright", "doi/access"),
    ("crossref works of an institution", "doi/search/crossref-by"),
    ("events of a dataset", "doi/search/citations"),
    ("datacitations", "doi/search/citations"),
    ("owner of a prefix", "doi/search/crossref-by"),
    ("journal or funder by name", "doi/search/crossref-by"),
    ("types of works", "doi/search/crossref"),
    ("move URLs in bulk", "doi/create/crossref-articles"),
    ("transfer titles", "doi/create/crossref-articles"),
    ("JATS abstract", "doi/create/crossref-articles"),
    ("correction erratum", "doi/create/crossref-articles"),
    ("markup in titles", "doi/access"),
    ("behind a proxy", "orcid/auth/go-live"),
    ("mobile application", "orcid/auth/go-live"),
    ("demo for production credentials", "orcid/auth/go-live"),
    ("assertion origin", "orcid/member/trust"),
    ("verified email domains", "orcid/member/trust"),
    ("permission link by e-mail", "orcid/member/notifications"),
    ("contributors with iDs", "orcid/member/works"),
    ("years 1900 2100", "orcid/member"),
    ("9018 record locked", "orcid/auth/store"),
    ("OJS", "systems"),
    ("Dataverse", "systems"),
    ("validate before publishing", "doi/create/datacite-metadata"),
    ("9045", "tutorial"),
    ("what does 9044 mean", "errors"),
    ("verify who signed in", "orcid/auth"),
    ("find a researcher's works", "orcid/public/works"),
    ("update the URL of 500 DOIs", "doi/create/crossref-articles"),
    ("search inside full name with accents", "orcid/search"),
    ("mint a dataset DOI", "doi/create/datacite"),
    ("orchid sign in", "orcid/auth"),
    ("authentification", "orcid/auth"),
    ("error-code 9044", "errors"),
    ("is-referenced-by-count", "doi/search/citations"),
    ("update the URL of a DOI", "doi/create/datacite-metadata"),
    ("withdraw a DOI", "doi/create/datacite"),
    ("how do I register a journal article", "doi/create/crossref"),
    ("get title and authors from a DOI", "doi/access"),
    ("find a researcher by email", "orcid/search"),
    ("datasets of my university", "doi/search/datacite"),
    ("articles funded by NSF", "doi/search/crossref-by"),
    ("citeproc", "doi/access/metadata"),
    ("mock ORCID API", "emulator/install"),
]
RESULTS_LOOKED_AT = 3
# What a reader types, and the sample that has to be among the three sections that its page's hit shows.
SAMPLES_ASKED_FOR = [
    ("mint DOI", "doi/create/datacite", "publish"),
    ("normalize DOI", "doi/access/resolve", "normalise_doi"),
    ("deep paging", "doi/search/crossref-all", "cursor"),
    ("BibTeX", "doi/access/metadata", "bibtex"),
    ("show a citation", "doi/access/metadata", "formatted_citation"),
    ("verify id_token", "orcid/auth", "verify_id_token"),
    ("delete DOI", "doi/create/datacite", "delete"),
    ("works of a journal ISSN", "doi/search/crossref-by", "journal_works"),
    ("who cites a dataset", "doi/search/citations", "datacite_citations"),
    ("validate metadata before publishing", "doi/create/datacite-metadata", "validate"),
    ("several DOIs at once", "doi/search/datacite-all", "several"),
    ("change many URLs", "doi/create/crossref-articles", "move_urls"),
    ("institution works by ROR id", "doi/search/crossref-by", "institution_works"),
    ("events of a dataset", "doi/search/citations", "dataset_events"),
    ("owner of a prefix", "doi/search/crossref-by", "prefix_owner"),
]


@pytest.fixture(scope="module")
def search_page(window: BrowserContext | NoBrowser, site_address: str) -> Iterator[Page | NoBrowser]:
    if isinstance(window, NoBrowser):
        yield window
        return
    page = open_tab(window, site_address, searches=True)
    page.goto(site_address, wait_until="networkidle")
    page.keyboard.press("s")
    yield page
    page.close()


def ask(search_page: Page, question: str) -> list[list[str]]:
    """Return the addresses of the first hits: of each its page, then the sections that it shows."""
    field = search_page.locator(".md-search__input")
    field.fill("")
    field.press("End")  # the search listens to keys
    search_page.wait_for_function("!document.querySelector('.md-search-result__item')")
    field.fill(question)
    field.press("End")
    search_page.locator(".md-search-result__item").first.wait_for(state="attached", timeout=5000)
    hits: list[list[str]] = search_page.evaluate(
        """() => [...document.querySelectorAll(".md-search-result__item")].map(
          hit => [...hit.querySelectorAll(".md-search-result__link")].map(link => link.href))"""
    )
    return hits[:RESULTS_LOOKED_AT]


@pytest.mark.parametrize(("question", "answer"), QUESTIONS, ids=[question for question, _ in QUESTIONS])
def test_search_leads_to_the_answer(browser: Browser, search_page: Page, question: str, answer: str) -> None:
    found = [hit[0] for hit in ask(search_page, question)]
    assert any(urlsplit(address).path == f"/{answer}/" for address in found), found


@pytest.mark.parametrize(("question", "page", "anchor"), SAMPLES_ASKED_FOR, ids=lambda part: part)
def test_search_leads_to_the_sample(
    browser: Browser, search_page: Page, question: str, page: str, anchor: str
) -> None:
    shown = [
        link for hit in ask(search_page, question) if urlsplit(hit[0]).path == f"/{page}/" for link in hit[:4]
    ]
    assert any(link.endswith(f"#{anchor}") for link in shown), shown
