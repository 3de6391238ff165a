"""Each page has a Markdown twin, and llms.txt lists it."""

import re
from pathlib import Path

import pytest

from pidguide.running.record import record_via_emulator
from pidguide.site.exports.markdown_twins import Page, find_pages, write_llms_txt, write_twin
from pidguide.site.render import error_gallery
from tests.support.exchanges import exchange
from tests.support.planted_html import PLANTED, planted_tags
from tests.support.published import PAGES, samples_of
from tests.support.toy_guide import READ_TWICE, Toy, add_sample


@pytest.mark.parametrize("page", PAGES)
def test_a_twin_holds_the_samples_written_out(built_site: Path, page: str) -> None:
    twin = (built_site / f"{page}.md").read_text(encoding="utf-8")
    assert not re.search(r"\{\{\s*(?:heading|sample|fact|diagram|status|error_gallery)\(", twin)
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


def test_a_twin_holds_what_its_page_includes_and_what_opens_there(built_site: Path) -> None:
    twin = (built_site / "about" / "coverage.md").read_text(encoding="utf-8")
    assert "--8<--" not in twin and "???" not in twin
    assert "operations that nobody has recorded:\n\n| Operation | Emulated |\n|---|---|\n| `GET " in twin


def test_what_a_record_holds_is_no_html_in_a_twin(guide: Path, toy: Toy) -> None:
    sample = add_sample(guide, READ_TWICE.replace("a thing", f"a thing: {PLANTED}"))
    assert record_via_emulator(sample, toy(name=PLANTED)).is_written
    assert PLANTED in sample.output.read_text()
    twin = write_twin(Page("doi/access", "Toys", "", f'{{{{ sample("{sample.name}") }}}}'))
    assert twin.count(PLANTED) >= 3  # the script, what it prints, the answers: all of it is code
    assert "a thing: &lt;script>" in twin
    assert planted_tags(twin) == []


@pytest.mark.parametrize("body", [f"<h1>{PLANTED}</h1>", f"{PLANTED[:70]}\n<h1>{PLANTED}</h1>"])
def test_what_a_record_holds_is_no_html_in_the_gallery(
    guide: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    sample = add_sample(guide, READ_TWICE.replace("a thing", f"a thing: {PLANTED}"))
    error = error_gallery.Answer(exchange("https://doi.org/x", 404, body, "text/html"), [sample])
    monkeypatch.setattr(error_gallery, "collect_errors", lambda samples: {("doi.org", "404"): [error]})
    twin = write_twin(Page("errors", "Errors", "", "{{ error_gallery() }}"))
    assert f"\n{body}\n" in twin
    assert "a thing: &lt;script>" in twin
    assert "pg-" not in twin
    assert planted_tags(twin) == []
