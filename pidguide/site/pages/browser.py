"""Chromium for the site's tests, pictures and measurements: Debian's where it is, else Playwright's own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Nothing that Chromium does by itself may reach the network.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Debian's has no window, which pages take a third less of the processor's time in.
_WITHOUT_WINDOW = "chromium-headless-shell"
_NAMES = ("chromium", "chromium-browser", "google-chrome", _WITHOUT_WINDOW)


class NoBrowser(Exception):
    """There is no Chromium here."""


def find_chromium() -> str | None:
    """Return the path of an installed Chromium, None when only Playwright's own could be there."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextmanager
def open_browser() -> Iterator["Browser"]:
    """Open a headless Chromium. Raises NoBrowser where there is none."""
    from playwright.sync_api import sync_playwright  # here, because building the site does not need it

    with sync_playwright() as playwright:
        executable = shutil.which(_WITHOUT_WINDOW) or find_chromium()
        if executable is None and not Path(playwright.chromium.executable_path).is_file():
            raise NoBrowser(
                "no Chromium: install it (`apt-get install chromium` or `playwright install chromium`)"
            )
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
