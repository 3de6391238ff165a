"""The built site, a server for it, and a window to look at it with."""

import fcntl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from pidguide.basics import paths
from pidguide.site.build import build_if_needed
from pidguide.site.pages.browser import NoBrowser
from pidguide.site.serve import open_server
from tests.support.opened_pages import opened, tab
from tests.support.windows import open_tab

__all__ = ["opened", "tab"]


@pytest.fixture(scope="session")
def built_site() -> Path:
    """The site as `make serve` shows it, built once by whichever of the parallel workers comes first."""
    site = paths.CACHE / "test-site"
    paths.CACHE.mkdir(exist_ok=True)
    with (paths.CACHE / "site-build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        build_if_needed(site)
    return site


@pytest.fixture(scope="session")
def site_address(built_site: Path) -> Iterator[str]:
    server = open_server(built_site, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def window(chromium: Browser | NoBrowser) -> Iterator[BrowserContext | NoBrowser]:
    """One window for the whole run: to open one takes as long as to load a page. Tests open tabs in it."""
    if isinstance(chromium, NoBrowser):
        yield chromium
        return
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def page(browser: Browser, window: BrowserContext, site_address: str) -> Iterator[Page]:
    """An empty tab. The site's search does not answer in it."""
    tab = open_tab(window, site_address)
    yield tab
    tab.close()
