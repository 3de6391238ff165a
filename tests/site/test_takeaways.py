"""What a reader takes away holds what the page shows: scripts, zip, notebook, twin, status, badge."""

import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
from bs4 import BeautifulSoup

from pidguide.samples.catalogue import Sample
from pidguide.site.exports.downloads import packages_of, variables_of
from pidguide.site.exports.markdown_twins import find_pages, write_llms_txt
from pidguide.site.pages.published import pages_in_order, published_samples

SAMPLES = published_samples()
PAGES = list(dict.fromkeys(sample.page for sample in SAMPLES))


def test_pages_come_in_the_order_of_the_navigation() -> None:
    assert PAGES[:3] == ["doi/access", "doi/search", "doi/create"]
    assert [page for page in pages_in_order() if page in PAGES] == PAGES


def samples_of(page: str) -> list[Sample]:
    return [sample for sample in SAMPLES if sample.page == page]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_script_is_downloaded_byte_by_byte(built_site: Path, sample: Sample) -> None:
    assert (built_site / "downloads" / f"{sample.name}.py").read_bytes() == sample.script.read_bytes()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_links_what_it_gives_to_take_away_once_above_its_first_section(
    built_site: Path, page: str
) -> None:
    html = BeautifulSoup((built_site / page / "index.html").read_text(encoding="utf-8"), "lxml")
    lines = html.select(".pg-take")
    assert len(lines) == 1
    assert lines[0].find_next_sibling("h2") == html.select_one("article h2")
    links = [link["href"].partition("#")[0] for link in lines[0].select("a")]
    targets = [(built_site / page / link).resolve() for link in links]
    files = [f"downloads/{page}.zip", f"downloads/{page}.ipynb", f"{page}.md", "status"]
    assert targets == [(built_site / file).resolve() for file in files]
    assert all(target.exists() for target in targets)


@pytest.mark.parametrize("page", PAGES)
def test_a_zip_holds_the_pages_scripts_and_how_to_run_them(built_site: Path, page: str) -> None:
    with zipfile.ZipFile(io.BytesIO((built_site / "downloads" / f"{page}.zip").read_bytes())) as archive:
        assert archive.testzip() is None
        folder = page.replace("/", "-")
        expected = {f"{folder}/{sample.anchor}.py" for sample in samples_of(page)} | {f"{folder}/README.txt"}
        assert set(archive.namelist()) == expected
        for sample in samples_of(page):
            assert archive.read(f"{folder}/{sample.anchor}.py").decode() == sample.source
        note = archive.read(f"{folder}/README.txt").decode()
        assert f"    python -m pip install {' '.join(packages_of(samples_of(page)))}\n" in note
        for variable in variables_of(samples_of(page)):
            assert variable in note


def test_packages_and_variables_are_those_that_the_scripts_name() -> None:
    wanted = {
        "doi/access": (["lxml", "rdflib", "requests"], []),
        "doi/search": (["requests"], []),
        "orcid/auth": (["Authlib", "Flask", "joserfc", "requests"], ["ORCID_NONCE", "ORCID_CLIENT_ID"]),
        "doi/create": (["lxml", "requests"], ["PIDGUIDE_SCHEMAS", "DATACITE_PREFIX"]),
    }
    for page, (packages, variables) in wanted.items():
        assert set(packages) <= set(packages_of(samples_of(page))), page
        assert set(variables) <= set(variables_of(samples_of(page))), page
    for page in ("orcid/public", "orcid/search"):
        assert not {"flask", "os", "xml"} & set(packages_of(samples_of(page)))
        assert "ORCID_ACCESS_TOKEN" not in variables_of(samples_of(page)), page


@pytest.mark.parametrize("page", PAGES)
def test_a_notebook_holds_scripts_with_their_outputs(built_site: Path, page: str) -> None:
    notebook = nbformat.read(built_site / "downloads" / f"{page}.ipynb", as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"][1:]
    for cell, sample in zip(cells, samples_of(page), strict=True):
        compile(cell.source, sample.name, "exec")
        assert cell.source.strip() == sample.source.strip()
        assert cell.outputs[0].text == sample.output.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_a_twin_holds_the_samples_written_out(built_site: Path, page: str) -> None:
    twin = (built_site / f"{page}.md").read_text(encoding="utf-8")
    assert not re.search(r"\{\{\s*(?:sample|fact|diagram|status|error_gallery)\(", twin)
    for sample in samples_of(page):
        assert sample.source.strip() in twin
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


def test_status_json_tells_every_sample(built_site: Path) -> None:
    status = json.loads((built_site / "status.json").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in status["samples"]] == [sample.name for sample in SAMPLES]
    assert status["counts"]["samples"] == len(SAMPLES)
    assert status["counts"]["failed"] == 0
    for entry in status["samples"]:
        assert entry["via"] in ("emulator", "live")
        assert entry["services"] or entry["exchanges"] == 0


@pytest.mark.parametrize("page", PAGES)
def test_a_badge_counts_the_pages_samples(built_site: Path, page: str) -> None:
    drawing = ElementTree.fromstring((built_site / "badges" / f"{page}.svg").read_text(encoding="utf-8"))
    title = drawing.findtext("{http://www.w3.org/2000/svg}title")
    assert title and f"of {len(samples_of(page))} replay" in title
