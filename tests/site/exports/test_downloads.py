"""What a reader downloads is what the page shows."""

import io
import zipfile
from pathlib import Path

import nbformat
import pytest

from pidguide.running.record import record_via_emulator
from pidguide.samples.catalogue import Sample
from pidguide.site.exports.downloads import make_notebook
from pidguide.site.render.to_paste import packages_of, variables_of
from tests.support.planted_html import PLANTED, planted_tags
from tests.support.published import PAGES, SAMPLES, samples_of
from tests.support.toy_guide import READ_TWICE, Toy, add_sample


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_script_is_downloaded_byte_by_byte(built_site: Path, sample: Sample) -> None:
    assert (built_site / "downloads" / f"{sample.name}.py").read_bytes() == sample.listing.encode()


@pytest.mark.parametrize("page", PAGES)
def test_a_zip_holds_the_pages_scripts_and_how_to_run_them(built_site: Path, page: str) -> None:
    with zipfile.ZipFile(io.BytesIO((built_site / "downloads" / f"{page}.zip").read_bytes())) as archive:
        assert archive.testzip() is None
        folder = page.replace("/", "-")
        expected = {f"{folder}/{sample.anchor}.py" for sample in samples_of(page)} | {f"{folder}/README.txt"}
        assert set(archive.namelist()) == expected
        for sample in samples_of(page):
            assert archive.read(f"{folder}/{sample.anchor}.py").decode() == sample.listing
        note = archive.read(f"{folder}/README.txt").decode()
        packages = packages_of(samples_of(page))
        assert ("pip install" in note) == bool(packages)
        assert f"    python -m pip install {' '.join(packages)}\n" in note or not packages
        for variable in variables_of(samples_of(page)):
            assert variable in note


def test_packages_and_variables_are_those_that_the_scripts_name() -> None:
    wanted = {
        "doi/access/metadata": (["lxml", "rdflib", "requests"], []),
        "doi/search": (["requests"], []),
        "orcid/auth": (["Authlib", "Flask", "joserfc", "requests"], ["ORCID_NONCE", "ORCID_CLIENT_ID"]),
        "doi/create/datacite-metadata": (["lxml", "requests"], ["PIDGUIDE_SCHEMAS", "DATACITE_PREFIX"]),
    }
    for page, (packages, variables) in wanted.items():
        assert set(packages) <= set(packages_of(samples_of(page))), page
        assert set(variables) <= set(variables_of(samples_of(page))), page
    for page in ("orcid/public", "orcid/public/person", "orcid/public/works", "orcid/search"):
        assert not {"flask", "os", "xml"} & set(packages_of(samples_of(page)))
        assert "ORCID_ACCESS_TOKEN" not in variables_of(samples_of(page)), page


@pytest.mark.parametrize("page", PAGES)
def test_a_notebook_holds_scripts_with_their_outputs(built_site: Path, page: str) -> None:
    notebook = nbformat.read(built_site / "downloads" / f"{page}.ipynb", as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if packages := packages_of(samples_of(page)):
        assert cells.pop(0).source == f"%pip install --quiet {' '.join(packages)}"
    for cell, sample in zip(cells, samples_of(page), strict=True):
        compile(cell.source, sample.name, "exec")
        assert cell.source.strip() == sample.listing.strip()
        assert cell.outputs[0].text == sample.output.read_text(encoding="utf-8")


def test_what_a_record_holds_is_no_html_in_a_notebook(guide: Path, toy: Toy) -> None:
    sample = add_sample(guide, READ_TWICE.replace("a thing", f"a thing: {PLANTED}"))
    assert record_via_emulator(sample, toy(name=PLANTED)).is_written
    notebook = nbformat.reads(make_notebook("doi/access", f"Toys {PLANTED}", [sample]), as_version=4)
    written = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert [text.count("&lt;script>") for text in written] == [2, 1]
    assert planted_tags("\n\n".join(written)) == []
    (output,) = notebook.cells[-1].outputs
    assert (output.output_type, output.text) == ("stream", f"{PLANTED}\n{PLANTED}\n")  # shown as text
