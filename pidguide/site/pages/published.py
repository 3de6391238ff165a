"""The samples that the site shows: recorded, and called on their own page."""

import re

from pidguide.basics import paths
from pidguide.running.check import samples_on
from pidguide.samples.catalogue import Sample, find_samples


def published_samples() -> list[Sample]:
    """Return the samples that readers meet, in the order in which they meet them."""
    by_page: dict[str, list[Sample]] = {}
    for sample in find_samples():
        if sample.cassette.is_file() and sample.output.is_file():
            by_page.setdefault(sample.page, []).append(sample)
    pages = [page for page in pages_in_order() if page in by_page]
    pages += [page for page in by_page if page not in pages]
    return [sample for page in pages for sample in _in_page_order(page, by_page[page])]


def pages_in_order() -> list[str]:
    """Return the names of the pages in the navigation, e.g. `doi/access`, in its order."""
    configuration = (paths.ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    navigation = configuration[configuration.index("\nnav:") :]
    return re.findall(r":\s+([\w/-]+)\.md\s*$", navigation, re.MULTILINE)


def _in_page_order(page: str, samples: list[Sample]) -> list[Sample]:
    shown = shown_on(page)
    by_name = {sample.name: sample for sample in samples}
    return [by_name[name] for name in shown if name in by_name]


def shown_on(page: str) -> list[str]:
    """Return the names of the samples that a page calls, in its order."""
    source = paths.DOCS / f"{page}.md"
    return samples_on(source) if source.is_file() else []


def title_of(page: str) -> str:
    """Return a page's first heading, its name when it has none."""
    source = paths.DOCS / f"{page}.md"
    text = source.read_text(encoding="utf-8") if source.is_file() else ""
    heading = re.search(r"^# (.+)$", text, re.MULTILINE)
    return heading[1].strip() if heading else page
