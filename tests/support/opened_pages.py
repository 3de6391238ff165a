"""Every page of the site, opened once for all that tests look at on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import BrowserContext, Page, Request

from pidguide.basics import paths
from pidguide.site.pages.browser import NoBrowser
from pidguide.site.pages.published import published_samples
from tests.support.windows import COUNT_SHIFTS, DESKTOP, empty, open_tab

SOURCES = [source.relative_to(paths.DOCS).with_suffix("") for source in paths.DOCS.rglob("*.md")]
PAGES = sorted(source.as_posix() for source in SOURCES if not source.parts[0].startswith("_"))
ADDRESSES = {name: "" if name == "index" else f"{name}/" for name in PAGES}
OTHERS = {"404": "404.html", "recording": f"recordings/{published_samples()[0].name}/"}
LAST = {sample.page: sample for sample in published_samples()}


@dataclass
class Opened:
    """A page in a browser, and what it has complained of and asked for since it was opened."""

    page: Page
    own: str  # what the addresses of the site begin with
    name: str = ""
    shifted: float = 0.0  # while it opened
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda said: self._complain(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self._complain(str(error)))
        self.page.on("response", lambda answer: self._complain(answer.url) if answer.status >= 400 else None)
        self.page.on("requestfailed", lambda request: self._complain(f"{request.url}: {request.failure}"))
        self.page.on("request", self._note)

    def open(self, name: str) -> None:
        """Open a page on a desktop, at its last sample if it has any, with nothing kept."""
        empty(self.page, self.own)
        self.complaints.clear()
        self.asked.clear()
        self.name = name
        self.page.set_viewport_size(DESKTOP)
        self.page.emulate_media(color_scheme="light", reduced_motion="no-preference")
        anchor = f"#{LAST[name].anchor}" if name in LAST else ""
        self.page.goto(self.own + (ADDRESSES | OTHERS)[name] + anchor, wait_until="networkidle")
        self.shifted = self.page.evaluate("window.shifted")
        self.page.emulate_media(reduced_motion="reduce")

    def _complain(self, text: str) -> None:
        self.complaints.append(text)

    def _note(self, request: Request) -> None:
        if not request.url.startswith((self.own, "data:", "blob:")):
            self.asked.append(request.url)


@pytest.fixture(scope="session")
def tab(window: BrowserContext | NoBrowser, site_address: str) -> Iterator[Opened | NoBrowser]:
    """The tab that shows each page in turn: in a new one Chromium would read the site's scripts anew."""
    if isinstance(window, NoBrowser):
        yield window
        return
    seen = Opened(open_tab(window, site_address), site_address)
    seen.page.add_init_script(COUNT_SHIFTS)
    yield seen
    seen.page.close()


@pytest.fixture(scope="session", params=[*ADDRESSES, *OTHERS])
def opened(request: pytest.FixtureRequest, tab: Opened | NoBrowser) -> Opened:
    """Each page in turn, opened once for all that is to be seen on it."""
    if isinstance(tab, NoBrowser):
        pytest.skip(f"NOT RUN: {request.node.name}: {tab}")
    tab.open(request.param)
    return tab
