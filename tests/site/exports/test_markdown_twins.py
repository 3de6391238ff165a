"""Each page has a Markdown twin, and llms.txt lists it."""

import re
from pathlib import Path

import pytest

from pidguide.site.exports.markdown_twins import find_pages, write_llms_txt
from tests.support.published import PAGES, samples_of


@pytest.mark.parametrize("page", PAGES)
def test_a_twin_holds_the_samples_written_out(built_site: Path, page: str) -> None:
    twin = (built_site / f"{page}.md").read_text(encoding="utf-8")
    assert not re.search(r"\{\{\s*(?:title|sample|fact|diagram|status|error_gallery)\(", twin)
    for sample in samples_of(page):
        assert sample.listing.strip() in twin
        assert sample.output.read_text(encoding="utf-8").strip() in twin


def test_every_page_has_a_twin_and_llms_txt_lists_it(built_site: Path) -> None:
    listed = (built_site / "llms.txt").read_text(encoding="utf-8")
    assert listed.startswith("# PID guide\n\n> ")
    for page in find_pages():
        assert (built_site / f"{page.name}.md").is_file(), page.name
        assert f"({page.name}.md): {page.description}" in listed, page.name


def test_llms_txt_names_whole_addresses_where_the_sites_own_is_known() -> None:
    listed = write_llms_txt(find_pages(), "https://guide.example/pid")
    assert "(https://guide.example/pid/doi/access.md)" in listed
