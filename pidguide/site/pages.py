"""The built site's pages, as the checks, the screenshots and the benchmarks walk them."""

from pathlib import Path

_NOT_PAGES = ("recordings/",)


def page_addresses(site: Path) -> list[str]:
    """Return the address of every guide page below the site's root, "" for the introduction.

    Redirects from old addresses and the recordings' own pages are left out.
    """
    addresses = []
    for file in sorted(site.rglob("index.html")):
        address = file.parent.relative_to(site).as_posix() + "/"
        is_redirect = 'http-equiv="refresh"' in file.read_text(encoding="utf-8")[:2000]
        if not is_redirect and not address.startswith(_NOT_PAGES):
            addresses.append("" if address == "./" else address)
    return addresses
