"""What holds for every page: how it opens, how it fits on screens, who can read it, and whom it asks."""

from pathlib import Path
from statistics import median
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from pidguide.site.pages.built_pages import page_addresses
from pidguide.site.pages.published import published_samples
from tests.support.opened_pages import ADDRESSES, LAST, Opened
from tests.support.windows import DESKTOP, MOST_SHIFT, PHONE

pytestmark = pytest.mark.browser

SCHEMES = {"light": "default", "dark": "slate"}  # a theme, and what Material calls it
SCREENS = {"phone": PHONE, "desktop": DESKTOP}
WIDE_DESKTOP = {"width": 1440, "height": 900}
HIGHEST_PAGE, USUAL_CARD = 12_000, 350


HEIGHTS = "all => all.map(one => one.offsetHeight)"


@pytest.fixture(scope="module")
def heights() -> dict[str, list[int]]:
    """Of the closed cards of each page that has been opened here: parallel workers open some each."""
    return {}


def test_every_page_is_looked_at(built_site: Path) -> None:
    assert set(page_addresses(built_site)) == set(ADDRESSES.values())


def test_a_page_shifts_nothing_while_it_opens(opened: Opened) -> None:
    """Where it has samples, that is by a link to the last one."""
    assert opened.shifted < MOST_SHIFT


def test_no_page_is_too_tall(opened: Opened, heights: dict[str, list[int]]) -> None:
    opened.page.set_viewport_size(WIDE_DESKTOP)
    heights[opened.name] = opened.page.locator(".pg-sample").evaluate_all(HEIGHTS)
    assert opened.page.evaluate("document.documentElement.scrollHeight") <= HIGHEST_PAGE


def test_no_script_scrolls_to_the_side_on_a_desktop(opened: Opened) -> None:
    opened.page.set_viewport_size(WIDE_DESKTOP)
    for whole in (True, False):
        opened.page.evaluate(
            "open => document.querySelectorAll('.pg-whole').forEach(one => one.open = open)", whole
        )
        wide = opened.page.locator(".pg-python pre > code:visible").evaluate_all(
            "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"
        )
        assert wide == []


def look_at(page: Page, screen: str, theme: str) -> None:
    """Show an opened page on a screen and in a theme, once Material has done to it what it does."""
    page.set_viewport_size(SCREENS[screen])
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
# For the same reason the contrast of texts is judged once for those that look the same, on whatever
# page: in colour, size and weight, on the same grounds. What axe cannot judge is no example.
CONTRAST_OF_EXAMPLES = """
axe.configure({rules: [{id: "color-contrast", selector: "[data-example], input, textarea, select, button"}]});
"""
MARK_AN_EXAMPLE_OF_EACH_LOOK = """
judged => {
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
  const seen = new Set(judged);
  for (const element of document.body.querySelectorAll("*")) {
    delete element.dataset.example;
    if (!hasText(element) || isHidden(element)) continue;
    const style = getComputedStyle(element);
    const look = [style.color, style.fontSize, style.fontWeight, style.textShadow, ground(element)].join();
    if (!seen.has(look)) element.dataset.example = look;
    seen.add(look);
  }
}
"""


def test_no_page_is_wider_than_a_phone(opened: Opened) -> None:
    look_at(opened.page, "phone", "light")
    assert opened.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


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


# In another theme the rules about colours are enough, unless a theme shows or hides more than its own switch.
ONLY_ABOUT_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
IS_SHOWN_AS_BEFORE = """
() => {
  const before = window.shown;
  const shown = [...document.body.querySelectorAll("*")].filter(
    one => !one.closest(".md-header") && one.checkVisibility({visibilityProperty: true})
  );
  window.shown = shown;
  return before?.length === shown.length && shown.every((one, n) => one === before[n]);
}
"""
RUN_AXE = """
async options => {
  const {violations, incomplete} = await axe.run({...options, resultTypes: ["violations", "incomplete"]});
  for (const rule of incomplete.filter(rule => rule.id === "color-contrast"))
    for (const node of rule.nodes) delete document.querySelector(node.target[0]).dataset.example;
  const judged = [...document.querySelectorAll("[data-example]")].map(one => one.dataset.example);
  return {violations, judged};
}
"""


@pytest.fixture(scope="module")
def judged() -> set[str]:
    """The looks whose contrast has been found good."""
    return set()


@pytest.mark.parametrize(("screen", "theme"), [("desktop", "light"), ("desktop", "dark"), ("phone", "light")])
def test_a_page_passes_axe(opened: Opened, judged: set[str], screen: str, theme: str) -> None:
    page = opened.page
    if not page.evaluate("'axe' in window"):
        page.evaluate(SHOW_EVERYTHING)
        page.evaluate(KEEP_ONE_WORD_OF_EACH_COLOUR)
        page.evaluate(Axe().axe_script + CONTRAST_OF_EXAMPLES)
    look_at(page, screen, theme)
    page.evaluate(MARK_AN_EXAMPLE_OF_EACH_LOOK, list(judged))
    is_same = page.evaluate(IS_SHOWN_AS_BEFORE)
    options = ONLY_ABOUT_COLOURS if theme == "dark" and is_same and opened.name != "index" else {}
    found: dict[str, Any] = page.evaluate(RUN_AXE, options)
    told = [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary'][-200:]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
    assert not told, "\n".join(told[:8])
    judged.update(found["judged"])


def test_no_page_complains_or_asks_a_third_party(opened: Opened) -> None:
    opened.page.wait_for_load_state("networkidle")
    assert not opened.asked
    assert not opened.complaints


def test_closed_cards_are_short(browser: Browser, tab: Opened, heights: dict[str, list[int]]) -> None:
    for name in LAST.keys() - heights.keys():
        tab.open(name)
        tab.page.set_viewport_size(WIDE_DESKTOP)
        heights[name] = tab.page.locator(".pg-sample").evaluate_all(HEIGHTS)
    of_cards = [height for name in LAST for height in heights[name]]
    assert len(of_cards) == len(published_samples())
    assert median(of_cards) <= USUAL_CARD
