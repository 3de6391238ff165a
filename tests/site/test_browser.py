"""The pages in a real browser: tabs, keyboard, copying, deep links, search."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize

from pidguide.cassettes.format import read_recording
from pidguide.samples.catalogue import get_sample
from pidguide.site.pages.published import published_samples
from pidguide.site.render.bodies import read_body
from tests.support.opened_pages import LAST, Opened
from tests.support.windows import COUNT_SHIFTS, DESKTOP, MOST_SHIFT, PHONE, open_tab

pytestmark = pytest.mark.browser

TABS = ["Python", "HTTP", "curl"]
SHOWN = next((sample for sample in published_samples()), None)


@pytest.fixture
def sample_page(page: Page, site_address: str) -> Page:
    """A guide page with samples, opened, its own scripts started."""
    assert SHOWN, "there is no recorded sample to look at"
    open_page(page, f"{site_address}{SHOWN.page}/")
    return page


def open_page(page: Page, address: str) -> None:
    page.goto(address, wait_until="load")
    # A recording's own page has no script to wait for.
    page.wait_for_function("document.documentElement.classList.contains('js') || !document.scripts.length")


def heading(page: Page) -> Locator:
    assert SHOWN
    return page.locator(f"[id='{SHOWN.anchor}']")


def sample_block(page: Page) -> Locator:
    assert SHOWN
    return page.locator(f".pg-sample[data-sample='{SHOWN.name}']")


def visible_panel(block: Locator) -> Locator:
    return block.locator(".tabbed-block:visible")


def test_a_sample_shows_python_and_its_output_first_and_each_tab_by_click(sample_page: Page) -> None:
    block = sample_block(sample_page)
    assert block.locator(".tabbed-labels > label").all_inner_texts() == TABS
    assert SHOWN
    expected = SHOWN.output.read_text(encoding="utf-8").rstrip("\n")
    assert visible_panel(block).locator(".pg-output code").inner_text().rstrip("\n") == expected
    block.get_by_text("HTTP", exact=True).click()
    assert re.search(r"\b(GET|POST|PUT|DELETE|HEAD|PATCH)\s+https?://", visible_panel(block).inner_text())
    block.get_by_text("curl", exact=True).click()
    assert "curl" in visible_panel(block).locator("code").first.inner_text()


def test_the_whole_script_opens_in_the_place_of_its_excerpt(sample_page: Page) -> None:
    assert SHOWN
    block = sample_block(sample_page)
    excerpt, opener = block.locator(".pg-excerpt"), block.locator(".pg-whole > summary")
    whole = block.locator(f"[id='{SHOWN.anchor}-python']")
    assert excerpt.is_visible() and not whole.is_visible()
    opener.scroll_into_view_if_needed()
    before = opener.bounding_box()
    opener.click()
    assert whole.is_visible() and not excerpt.is_visible()
    assert opener.bounding_box() == before, "what was pressed has moved"
    assert whole.inner_text().strip() == SHOWN.listing.strip(), "numbers are text"


def test_a_tab_chosen_once_is_chosen_everywhere(page: Page, site_address: str) -> None:
    pages = list(dict.fromkeys(sample.page for sample in published_samples()))
    open_page(page, f"{site_address}{pages[1]}/")
    label = page.locator(".pg-sample").nth(3).get_by_text("curl", exact=True)
    label.scroll_into_view_if_needed()
    before = label.bounding_box()
    label.click()
    after = label.bounding_box()
    assert before and after and abs(after["y"] - before["y"]) < 2, "the card that was pressed has moved"
    for address in pages[:3]:
        open_page(page, f"{site_address}{address}/")
        for block in page.locator(".pg-sample").all():
            has_curl = block.locator(".tabbed-labels > label").all_inner_texts() == TABS
            chosen = block.locator(".tabbed-set > input").nth(TABS.index("curl") if has_curl else 0)
            assert chosen.is_checked()
            assert visible_panel(block).count() == 1


@pytest.mark.parametrize("tab", ["python", "output", "http", "curl"])
def test_a_deep_link_opens_the_sample_at_its_tab(page: Page, site_address: str, tab: str) -> None:
    assert SHOWN
    open_page(page, f"{site_address}{SHOWN.page}/#{SHOWN.anchor}-{tab}")
    number = 0 if tab == "output" else [name.lower() for name in TABS].index(tab)
    input_ = sample_block(page).locator(".tabbed-set > input").nth(number)
    page.wait_for_function("element => element.checked", arg=input_.element_handle())
    page.wait_for_function(
        "element => Math.abs(element.getBoundingClientRect().top) < innerHeight",
        arg=sample_block(page).element_handle(),
    )


@pytest.mark.parametrize(
    ("old", "new", "sample"),
    [
        ("doi/create/#datacite_publish", "doi/create/datacite/#publish", "doi/create/datacite/publish"),
        ("doi/search/#crossref_cursor-http", "doi/search/crossref-all/#cursor-http", None),
        ("orcid/auth/#refresh-and-revoke", "orcid/auth/tokens/#refresh-and-revoke", None),
        ("creating-dois-and-doi-metadata/#datacite_draft", "doi/create/datacite/#draft", None),
        ("doi/create/#suffixes", "doi/create/#suffixes", "doi/create/suffixes"),
    ],
)
def test_an_old_deep_link_ends_where_its_target_is_now(
    page: Page, site_address: str, old: str, new: str, sample: str | None
) -> None:
    page.goto(site_address + old)
    page.wait_for_url(site_address + new)
    if sample:
        page.wait_for_function(
            "card => Math.abs(card.getBoundingClientRect().top) < innerHeight",
            arg=page.locator(f".pg-sample[data-sample='{sample}']").element_handle(),
        )


def test_an_old_deep_link_shows_the_way_without_javascript(browser: Browser, site_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_address}doi/create/#datacite_publish")
    page.locator(".pg-moved:visible a").click()
    assert page.url == f"{site_address}doi/create/datacite/#publish"
    context.close()


def test_an_old_link_within_the_page_leads_on_too(page: Page, site_address: str) -> None:
    open_page(page, f"{site_address}doi/create/")
    page.evaluate("location.hash = 'datacite_hide'")
    page.wait_for_url(f"{site_address}doi/create/datacite/#hide")


@pytest.mark.parametrize(("screen", "tab"), [(DESKTOP, "-http"), (PHONE, ""), (PHONE, "-http")])
def test_a_deep_link_shifts_nothing(page: Page, site_address: str, screen: ViewportSize, tab: str) -> None:
    """The one that is left, to a card's first tab on a desktop, is how test_every_page.py opens each page."""
    page.set_viewport_size(screen)
    page.add_init_script(COUNT_SHIFTS)
    shifts = {}
    for address, sample in LAST.items():
        page.goto("about:blank")
        page.goto(f"{site_address}{address}/#{sample.anchor}{tab}", wait_until="networkidle")
        shifts[address] = page.evaluate("window.shifted")
    assert max(shifts.values()) < MOST_SHIFT, shifts


def test_a_long_body_is_completed_in_its_place(page: Page, site_address: str) -> None:
    open_page(page, f"{site_address}doi/access/")
    block = page.locator(".pg-sample[data-sample='doi/access/csl_json']")
    block.get_by_text("HTTP", exact=True).click()
    block.locator(".pg-exchange > summary").last.click()
    body = block.locator(".pg-body").last
    first_lines = body.text_content()
    block.get_by_role("link", name="Show all").click()
    block.locator(".pg-more").wait_for(state="detached")
    answer = read_recording(get_sample("doi/access/csl_json").cassette).exchanges[-1].answer
    expected = read_body(answer.text, answer.headers["content-type"]).text
    assert body.text_content() == f"{expected}\n"
    assert first_lines and expected.startswith(first_lines.strip()), "not the first lines of the body"
    assert "/doi/access/" in page.url, "it has led away"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9021", "orcid-9021"),
        ("crossref cursor invalid", "crossref-cursor-invalid"),
        ("has already been taken", "datacite-422"),
    ],
)
def test_errors_are_filtered_by_code_words_and_answer(
    page: Page, site_address: str, typed: str, expected: str
) -> None:
    open_page(page, f"{site_address}errors/")
    headings = page.locator("article h3")
    all_errors = headings.count()
    page.get_by_label("Filter by").fill(typed)
    shown = [one.get_attribute("id") for one in headings.all() if one.is_visible()]
    assert expected in shown and len(shown) < 5, shown
    assert page.locator(".pg-filter output").inner_text() == f"{len(shown)} of {all_errors} errors"
    open_page(page, page.url)
    assert page.get_by_label("Filter by").input_value() == typed, "the address does not keep what was typed"
    page.get_by_label("Filter by").fill("")
    assert all(one.is_visible() for one in headings.all())


def test_keyboard_alone_reaches_and_switches_every_tab(sample_page: Page) -> None:
    block = sample_block(sample_page)
    inputs = block.locator(".tabbed-set > input")
    heading(sample_page).locator("a").focus()
    sample_page.keyboard.press("Tab")
    assert inputs.nth(0).evaluate("element => element === document.activeElement"), (
        "Tab does not reach the tabs"
    )
    for number in range(1, len(TABS)):
        sample_page.keyboard.press("ArrowRight")
        assert inputs.nth(number).is_checked()
        assert visible_panel(block).count() == 1


def test_keyboard_alone_copies_the_code(sample_page: Page) -> None:
    heading(sample_page).locator("a").focus()
    for _ in range(8):
        sample_page.keyboard.press("Tab")
        if sample_page.evaluate("document.activeElement.matches('[data-copy]')"):
            break
    else:
        pytest.fail("Tab does not reach the copy button")
    sample_page.keyboard.press("Enter")
    assert SHOWN
    sample_page.locator(".pg-copy[data-done=Copied]").wait_for()
    assert sample_page.evaluate("navigator.clipboard.readText()") == SHOWN.listing


def test_search_finds_a_sample_by_the_words_of_its_title(
    browser: Browser, window: BrowserContext, site_address: str
) -> None:
    assert SHOWN
    page = open_tab(window, site_address, searches=True)
    seen = Opened(page, site_address)
    open_page(page, site_address)
    page.keyboard.press("s")
    page.keyboard.type(SHOWN.title, delay=5)
    result = page.locator(f".md-search-result__link[href*='{SHOWN.page}/']").first
    result.wait_for(state="visible")
    page.close()
    assert not seen.complaints and not seen.asked
