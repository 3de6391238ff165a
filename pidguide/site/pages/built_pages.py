"""The built site's pages, as the checks, the screenshots and the benchmarks walk them."""

from pathlib import Path
from typing import Any

from lxml import html

from pidguide.samples.catalogue import Sample

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


def find_missing(site: Path, samples: list[Sample]) -> list[str]:
    """Return a line for each sample that the built pages do not show whole, whatever built them."""
    missing = []
    for page in dict.fromkeys(sample.page for sample in samples):
        file = site / page / "index.html"
        document = html.fromstring(file.read_bytes()) if file.is_file() else html.Element("html")
        for sample in samples:
            if sample.page == page and not _is_whole(document, sample):
                missing.append(f"{page}: {sample.name} is not shown with its heading, script and output")
    return missing


def _is_whole(document: Any, sample: Sample) -> bool:
    headings = document.xpath("//*[self::h2 or self::h3 or self::h4 or self::h5][@id=$id]", id=sample.anchor)
    cards = document.xpath("//*[@class='pg-sample'][@data-sample=$name]", name=sample.name)
    if len(headings) != 1 or len(cards) != 1:
        return False
    expected = {"python": sample.listing, "output": sample.output.read_text(encoding="utf-8")}
    return all(
        [part.text_content() for part in cards[0].xpath(".//code[@id=$id]", id=f"{sample.anchor}-{kind}")]
        == [text]
        for kind, text in expected.items()
    )
