"""Tabs of one window of Chromium, each as fresh as in a window of its own."""

from playwright.sync_api import BrowserContext, Page, ViewportSize

# Material builds its search index anew for each page, in a worker, which takes longer than the page does.
NO_SEARCH = "window.Worker = class extends EventTarget { postMessage() {} };"

DESKTOP, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=900)
COUNT_SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
}).observe({type: "layout-shift", buffered: true});
"""
MOST_SHIFT = 0.05


def open_tab(window: BrowserContext, address: str, *, searches: bool = False) -> Page:
    """Open an empty tab, with nothing kept from others that showed the site at an address.

    The site's search answers only in a tab that `searches`.
    """
    tab = window.new_page()
    empty(tab, address)
    if not searches:
        tab.add_init_script(NO_SEARCH)
    return tab


def empty(tab: Page, address: str) -> None:
    """Leave what a tab shows, and forget what the site at an address has kept."""
    tab.goto("about:blank")
    session = tab.context.new_cdp_session(tab)
    session.send("Storage.clearDataForOrigin", {"origin": address.rstrip("/"), "storageTypes": "all"})
    session.detach()
