"""The pages in a real browser: tabs, keyboard, copying, accessibility, and nothing from anywhere else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request

from pidguide.basics import paths
from pidguide.cassettes.format import read_recording
from pidguide.samples.catalogue import get_sample
from pidguide.site.pages.browser import NoBrowser
from pidguide.site.pages.built_pages import page_addresses
from pidguide.site.pages.published import published_samples
from pidguide.site.render.bodies import read_body
from tests.support.windows import empty, open_tab

pytestmark = pytest.mark.browser

TABS = ["Python", "HTTP", "curl"]
SHOWN = next((sample for sample in published_samples()), None)
SCHEMES = {"light": "default", "dark": "slate"}  # a theme, and what Material calls it
WIDTHS = {"phone": 390, "desktop": 1280}


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


def test_the_page_to_try_says_what_to_do_without_javascript(browser: Browser, site_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_address}try/")
    assert "This page needs JavaScript." in page.locator("article").inner_text()
    assert page.locator(".pg-try").is_hidden()
    page.locator("noscript a").click()
    assert page.url == f"{site_address}emulator/install/"
    context.close()


def test_an_old_link_within_the_page_leads_on_too(page: Page, site_address: str) -> None:
    open_page(page, f"{site_address}doi/create/")
    page.evaluate("location.hash = 'datacite_hide'")
    page.wait_for_url(f"{site_address}doi/create/datacite/#hide")


COUNT_SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
}).observe({type: "layout-shift", buffered: true});
"""
MOST_SHIFT = 0.05
MOST_HEIGHT = 12_000
LAST = {sample.page: sample for sample in published_samples()}


@pytest.mark.parametrize("tab", ["", "-http"])
@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_a_deep_link_shifts_nothing(page: Page, site_address: str, screen: str, tab: str) -> None:
    page.set_viewport_size({"width": WIDTHS[screen], "height": 900})
    page.add_init_script(COUNT_SHIFTS)
    shifts = {}
    for address, sample in LAST.items():
        page.goto("about:blank")
        page.goto(f"{site_address}{address}/#{sample.anchor}{tab}", wait_until="networkidle")
        shifts[address] = page.evaluate("window.shifted")
    assert max(shifts.values()) < MOST_SHIFT, shifts


@dataclass
class OnADesktop:
    """How pages look: the heights of closed cards, scripts that scroll sideways."""

    heights: list[int] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def on_a_desktop(window: BrowserContext | NoBrowser, site_address: str) -> OnADesktop | NoBrowser:
    """Every page with samples, opened once for what two tests look at."""
    if isinstance(window, NoBrowser):
        return window
    seen = OnADesktop()
    page = open_tab(window, site_address)
    page.set_viewport_size({"width": 1440, "height": 900})
    for address in LAST:
        open_page(page, f"{site_address}{address}/")
        seen.heights += page.locator(".pg-sample").evaluate_all("all => all.map(one => one.offsetHeight)")
        for whole in (False, True):
            page.evaluate(
                "open => document.querySelectorAll('.pg-whole').forEach(one => one.open = open)", whole
            )
            seen.wide += page.locator(".pg-python pre > code:visible").evaluate_all(
                "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"
            )
    page.close()
    return seen


def test_no_script_scrolls_to_the_side_on_a_desktop(browser: Browser, on_a_desktop: OnADesktop) -> None:
    assert not on_a_desktop.wide


def test_closed_cards_are_short(browser: Browser, on_a_desktop: OnADesktop) -> None:
    assert len(on_a_desktop.heights) == len(published_samples())
    assert median(on_a_desktop.heights) <= 350


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


SOURCES = [source.relative_to(paths.DOCS).with_suffix("") for source in paths.DOCS.rglob("*.md")]
PAGES = sorted(source.as_posix() for source in SOURCES if not source.parts[0].startswith("_"))
ADDRESSES = {name: "" if name == "index" else f"{name}/" for name in PAGES}
OTHERS = {"404": "404.html", "recording": f"recordings/{SHOWN.name if SHOWN else ''}/"}


def test_every_page_is_looked_at(built_site: Path) -> None:
    assert set(page_addresses(built_site)) == set(ADDRESSES.values())


@dataclass
class Opened:
    """A page in a browser, and what it has complained of and asked for since it was opened."""

    page: Page
    own: str  # what the addresses of the site begin with
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda said: self._complain(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self._complain(str(error)))
        self.page.on("response", lambda answer: self._complain(answer.url) if answer.status >= 400 else None)
        self.page.on("requestfailed", lambda request: self._complain(f"{request.url}: {request.failure}"))
        self.page.on("request", self._note)

    def _complain(self, text: str) -> None:
        self.complaints.append(text)

    def _note(self, request: Request) -> None:
        if not request.url.startswith((self.own, "data:", "blob:")):
            self.asked.append(request.url)


@pytest.fixture(scope="module")
def tab(window: BrowserContext | NoBrowser, site_address: str) -> Iterator[Opened | NoBrowser]:
    """The tab that shows each page in turn: in a new one Chromium would read the site's scripts anew."""
    if isinstance(window, NoBrowser):
        yield window
        return
    seen = Opened(open_tab(window, site_address), site_address)
    seen.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    yield seen
    seen.page.close()


@pytest.fixture(scope="module", params=[*ADDRESSES, *OTHERS])
def opened(request: pytest.FixtureRequest, tab: Opened | NoBrowser, site_address: str) -> Opened:
    """Each page in turn, opened once for all that is to be seen on it."""
    if isinstance(tab, NoBrowser):
        pytest.skip(f"NOT RUN: {request.node.name}: {tab}")
    empty(tab.page, site_address)
    tab.complaints.clear()
    tab.asked.clear()
    open_page(tab.page, site_address + (ADDRESSES | OTHERS)[request.param])
    return tab


def look_at(page: Page, screen: str, theme: str) -> None:
    """Show an opened page on a screen and in a theme, once Material has done to it what it does."""
    page.set_viewport_size({"width": WIDTHS[screen], "height": 900})
    if not page.locator("input[data-md-color-scheme]").count():  # a recording's own page follows the system
        page.emulate_media(color_scheme="dark" if SCHEMES[theme] == "slate" else "light")
        return
    page.evaluate(
        "scheme => document.querySelector(`input[data-md-color-scheme=${scheme}]`).click()", SCHEMES[theme]
    )
    page.wait_for_function("scheme => document.body.dataset.mdColorScheme === scheme", arg=SCHEMES[theme])
    page.wait_for_function(KEYBOARD_REACHES_WHAT_SCROLLS)


KEYBOARD_REACHES_WHAT_SCROLLS = """
() => [...document.querySelectorAll("pre > code, .md-typeset__scrollwrap")].every(
  element => element.scrollWidth <= element.clientWidth || element.tabIndex >= 0
)
"""
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
# For the same reason the contrast of texts is judged once for those that look the same: in colour, size and
# weight, on the same grounds. What a scrolling box hides is no example, since axe cannot judge it.
CONTRAST_OF_EXAMPLES = """
axe.configure({rules: [{id: "color-contrast", selector: "[data-example], input, textarea, select, button"}]});
"""
MARK_AN_EXAMPLE_OF_EACH_LOOK = """
() => {
  const grounds = new Map([[null, ""]]);
  const ground = element => {
    if (!grounds.has(element)) {
      const style = getComputedStyle(element);
      const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter].join();
      const plain = own === "rgba(0, 0, 0, 0),none,1,none" ? "" : `/${own}`;
      grounds.set(element, ground(element.parentElement) + plain);
    }
    return grounds.get(element);
  };
  const hasText = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const isHidden = element => {
    const box = element.getBoundingClientRect();
    const frame = element.closest("pre, .md-typeset__scrollwrap, .tabbed-labels")?.getBoundingClientRect();
    return !element.checkVisibility({visibilityProperty: true}) || !box.width || !box.height
      || (frame && (box.left < frame.left || box.right > frame.right));
  };
  const seen = new Set();
  for (const element of document.body.querySelectorAll("*")) {
    delete element.dataset.example;
    if (!hasText(element) || isHidden(element)) continue;
    const style = getComputedStyle(element);
    const look = [style.color, style.fontSize, style.fontWeight, style.textShadow, ground(element)].join();
    if (!seen.has(look)) element.dataset.example = "";
    seen.add(look);
  }
}
"""


def test_no_page_is_too_tall(opened: Opened) -> None:
    opened.page.set_viewport_size({"width": 1440, "height": 900})
    assert opened.page.evaluate("document.documentElement.scrollHeight") <= MOST_HEIGHT


def test_no_page_is_wider_than_a_phone(opened: Opened) -> None:
    look_at(opened.page, "phone", "light")
    assert opened.page.evaluate("document.documentElement.scrollWidth") == WIDTHS["phone"]


LOST_ON_A_PHONE = """
() => {
  const isIn = (box, frame) => box.left >= frame.left - 1 && box.right <= frame.right + 1;
  const isCut = (one) => one.scrollWidth > one.clientWidth;
  const tables = [...document.querySelectorAll("article .md-typeset__scrollwrap")].filter((wrap) => {
    const cells = [...wrap.querySelectorAll("td")].filter((cell) => cell.checkVisibility());
    const frame = wrap.getBoundingClientRect();
    return isCut(wrap) || !cells.every((cell) => isIn(cell.getBoundingClientRect(), frame));
  });
  const diagrams = [...document.querySelectorAll(".pg-diagram")].filter(isCut);
  return [...tables, ...diagrams].map((one) => one.textContent.trim().slice(0, 60));
}
"""


def test_on_a_phone_no_table_loses_a_column_and_no_diagram_its_side(opened: Opened) -> None:
    look_at(opened.page, "phone", "light")
    assert opened.page.evaluate(LOST_ON_A_PHONE) == []


@pytest.mark.parametrize(("screen", "theme"), [("desktop", "light"), ("desktop", "dark"), ("phone", "light")])
def test_a_page_passes_axe(opened: Opened, screen: str, theme: str) -> None:
    page = opened.page
    if not page.evaluate("'axe' in window"):
        page.evaluate(SHOW_EVERYTHING)
        page.evaluate(KEEP_ONE_WORD_OF_EACH_COLOUR)
        page.evaluate(Axe().axe_script + CONTRAST_OF_EXAMPLES)
    look_at(page, screen, theme)
    page.evaluate(MARK_AN_EXAMPLE_OF_EACH_LOOK)
    violations = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    told = [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary'][-200:]}"
        for one in violations
        for node in one["nodes"]
    ]
    assert not told, "\n".join(told[:8])


def test_no_page_complains_or_asks_a_third_party(opened: Opened) -> None:
    opened.page.wait_for_load_state("networkidle")
    assert not opened.asked
    assert not opened.complaints
