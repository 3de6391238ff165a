"""Take a picture of every page: phone and desktop, light and dark, into screenshots/.

python scripts/screenshots.py [PAGE…]      e.g. doi/access; all pages without one
python scripts/screenshots.py --whole      the whole page, not what a screen shows first
"""

import argparse
import threading

from playwright.sync_api import Browser

from pidguide.basics import paths
from pidguide.site.build import build_if_needed
from pidguide.site.pages.browser import open_browser
from pidguide.site.pages.built_pages import page_addresses
from pidguide.site.serve import open_server

SCREENS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1440, "height": 900}}
THEMES = ("light", "dark")


def take(browser: Browser, base: str, addresses: list[str], whole: bool) -> None:
    """Take all pictures of the given pages."""
    for screen, size in SCREENS.items():
        for theme in THEMES:
            context = browser.new_context(viewport=size, color_scheme=theme, device_scale_factor=1)
            page = context.new_page()
            for address in addresses:
                page.goto(base + address, wait_until="networkidle")
                name = address.strip("/").replace("/", "-") or "index"
                file = paths.ROOT / "screenshots" / f"{name}-{screen}-{theme}.png"
                page.screenshot(path=file, full_page=whole)
            context.close()
            print(f"{screen}, {theme}: {len(addresses)} pages")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", nargs="*", help="addresses of pages, e.g. doi/access")
    parser.add_argument("--whole", action="store_true", help="whole pages")
    options = parser.parse_args()
    build_if_needed()
    addresses = [f"{name.strip('/')}/" for name in options.pages] or page_addresses(paths.SITE)
    server = open_server(paths.SITE, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with open_browser() as browser:
        take(browser, f"http://127.0.0.1:{server.server_port}/", addresses, options.whole)
    server.shutdown()


if __name__ == "__main__":
    main()
