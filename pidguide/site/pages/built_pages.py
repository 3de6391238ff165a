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
    """Return a line for each sample whose block the built pages do not show whole, whatever built them."""
    missing = []
    for page in dict.fromkeys(sample.page for sample in samples):
        file = site / page / "index.html"
        document = html.fromstring(file.read_bytes()) if file.is_file() else html.Element("html")
        for sample in samples:
            if sample.page == page and not _is_whole(document, sample):
                missing.append(f"{page}: {sample.name} is not shown with its four tabs")
    return missing


def _is_whole(document: Any, sample: Sample) -> bool:
    blocks = document.xpath("//*[@id=$anchor]", anchor=sample.anchor)
    panels = blocks[0].xpath(".//div[@class='tabbed-content']/div") if blocks else []
    if len(panels) != 4:
        return False
    texts = [" ".join(panel.text_content().split()) for panel in panels]
    expected = [" ".join(sample.source.split()), " ".join(sample.output.read_text(encoding="utf-8").split())]
    return all(part in text for part, text in zip(expected, texts, strict=False)) and bool(
        texts[2] and texts[3]
    )
