"""The pages in a real browser: tabs, keyboard, copying, accessibility, and nothing from anywhere else."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Request

from pidguide.basics import paths
from pidguide.site.pages.built_pages import page_addresses
from pidguide.site.pages.published import published_samples

pytestmark = pytest.mark.browser

TABS = ["Python", "Output", "HTTP", "curl"]
SHOWN = next((sample for sample in published_samples()), None)
THEMES = ("light", "dark")
WIDTHS = {"phone": 390, "desktop": 1280}


@pytest.fixture
def sample_page(page: Page, site_address: str) -> Page:
    """A guide page with samples, opened, its own scripts started."""
    assert SHOWN, "there is no recorded sample to look at"
    open_page(page, f"{site_address}{SHOWN.page}/")
    return page


def open_page(page: Page, address: str) -> None:
    page.goto(address, wait_until="load")
    page.wait_for_function("document.documentElement.classList.contains('js')")


def sample_block(page: Page) -> Locator:
    assert SHOWN
    return page.locator(f"[id='{SHOWN.anchor}']")


def visible_panel(block: Locator) -> Locator:
    return block.locator(".tabbed-block:visible")


def test_a_sample_shows_python_first_and_each_tab_by_click(sample_page: Page) -> None:
    block = sample_block(sample_page)
    assert block.locator(".tabbed-labels > label").all_inner_texts() == TABS
    assert "import" in visible_panel(block).inner_text()
    block.get_by_text("HTTP", exact=True).click()
    assert re.search(r"\b(GET|POST|PUT|DELETE|HEAD|PATCH) https?://", visible_panel(block).inner_text())
    block.get_by_text("curl", exact=True).click()
    assert "curl" in visible_panel(block).locator("code").first.inner_text()
    block.get_by_text("Output", exact=True).click()
    assert SHOWN
    shown = visible_panel(block).locator("code").first.inner_text()
    assert shown.rstrip("\n") == SHOWN.output.read_text(encoding="utf-8").rstrip("\n")


def test_a_tab_chosen_once_is_chosen_everywhere(page: Page, site_address: str) -> None:
    pages = list(dict.fromkeys(sample.page for sample in published_samples()))
    open_page(page, f"{site_address}{pages[0]}/")
    first = page.locator(".pg-sample").first
    first.get_by_text("curl", exact=True).click()
    for address in pages[:3]:
        open_page(page, f"{site_address}{address}/")
        for block in page.locator(".pg-sample").all():
            assert block.locator(".tabbed-set > input").nth(TABS.index("curl")).is_checked()
            assert visible_panel(block).count() == 1


@pytest.mark.parametrize("tab", ["python", "output", "http", "curl"])
def test_a_deep_link_opens_the_sample_at_its_tab(page: Page, site_address: str, tab: str) -> None:
    assert SHOWN
    open_page(page, f"{site_address}{SHOWN.page}/#{SHOWN.anchor}-{tab}")
    input_ = sample_block(page).locator(".tabbed-set > input").nth([t.lower() for t in TABS].index(tab))
    page.wait_for_function("element => element.checked", arg=input_.element_handle())
    page.wait_for_function(
        "element => Math.abs(element.getBoundingClientRect().top) < innerHeight",
        arg=sample_block(page).element_handle(),
    )


def test_keyboard_alone_reaches_and_switches_every_tab(sample_page: Page) -> None:
    block = sample_block(sample_page)
    inputs = block.locator(".tabbed-set > input")
    block.locator(".pg-title a").focus()
    sample_page.keyboard.press("Tab")
    assert inputs.nth(0).evaluate("element => element === document.activeElement"), (
        "Tab does not reach the tabs"
    )
    for number in range(1, len(TABS)):
        sample_page.keyboard.press("ArrowRight")
        assert inputs.nth(number).is_checked()
        assert visible_panel(block).count() == 1


def test_no_page_is_wider_than_a_phone(page: Page, built_site: Path, site_address: str) -> None:
    page.set_viewport_size({"width": WIDTHS["phone"], "height": 844})
    for address in page_addresses(built_site):
        open_page(page, site_address + address)
        assert page.evaluate("document.documentElement.scrollWidth") == WIDTHS["phone"], address


def test_keyboard_alone_copies_the_code(sample_page: Page) -> None:
    block = sample_block(sample_page)
    block.locator(".pg-title a").focus()
    copied = "() => document.activeElement.matches('[data-md-type=copy], .md-clipboard, .md-code__button')"
    for _ in range(8):
        sample_page.keyboard.press("Tab")
        if sample_page.evaluate(copied):
            break
    else:
        pytest.fail("Tab does not reach the copy button")
    sample_page.keyboard.press("Enter")
    assert SHOWN
    sample_page.wait_for_function("async () => (await navigator.clipboard.readText()).length > 0")
    copy = sample_page.evaluate("navigator.clipboard.readText()")
    assert copy.strip() == SHOWN.source.strip()


def test_no_page_complains_or_asks_a_third_party(page: Page, built_site: Path, site_address: str) -> None:
    complaints: list[str] = []
    asked: list[str] = []

    def note_failure(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # leaving a page stops what it was still loading
            complaints.append(f"{request.url}: {request.failure}")

    def note(request: Request) -> None:
        if not request.url.startswith((site_address, "data:", "blob:")):
            asked.append(request.url)

    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
    page.on("requestfailed", note_failure)
    page.on("request", note)
    for address in page_addresses(built_site):
        page.goto(site_address + address, wait_until="networkidle")
    assert not asked
    assert not complaints


def test_search_finds_a_sample_by_the_words_of_its_title(page: Page, site_address: str) -> None:
    assert SHOWN
    open_page(page, site_address)
    page.keyboard.press("s")
    page.keyboard.type(SHOWN.title, delay=5)
    result = page.locator(f".md-search-result__link[href*='{SHOWN.page}/']").first
    result.wait_for(state="visible")


PAGES = sorted(
    source.relative_to(paths.DOCS).with_suffix("").as_posix() for source in paths.DOCS.rglob("*.md")
)
SHOW_EVERYTHING = """
for (const one of document.querySelectorAll("details")) one.open = true;
const style = document.createElement("style");
style.textContent = ".tabbed-block { display: block !important }";
document.head.append(style);
"""
# Judging the contrast of each word of highlighted code takes minutes; each colour of a page once is enough.
KEEP_ONE_WORD_OF_EACH_COLOUR = """
const seen = new Set();
for (const word of document.querySelectorAll("code span[class]")) {
  if (seen.has(word.className)) word.replaceWith(word.textContent);
  seen.add(word.className);
}
"""


@pytest.mark.parametrize(("screen", "theme"), [("desktop", "light"), ("desktop", "dark"), ("phone", "light")])
@pytest.mark.parametrize("name", [*PAGES, "404", "recording"])
def test_a_page_passes_axe(browser: Browser, site_address: str, name: str, screen: str, theme: str) -> None:
    viewport = {"width": WIDTHS[screen], "height": 900}
    context = browser.new_context(viewport=viewport, color_scheme=theme, reduced_motion="reduce")
    page = context.new_page()
    addresses = {"index": "", "404": "404.html", "recording": f"recordings/{SHOWN.name if SHOWN else ''}/"}
    page.goto(site_address + addresses.get(name, f"{name}/"), wait_until="load")
    page.evaluate(SHOW_EVERYTHING)
    page.wait_for_timeout(200)  # the theme watches sizes, and makes what scrolls reachable by keyboard
    page.evaluate(KEEP_ONE_WORD_OF_EACH_COLOUR)
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    context.close()
    told = [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary'][-200:]}"
        for one in violations
        for node in one["nodes"]
    ]
    assert not told, "\n".join(told[:8])
