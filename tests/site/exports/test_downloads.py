"""What a reader downloads is what the page shows."""

import io
import zipfile
from pathlib import Path

import nbformat
import pytest

from pidguide.samples.catalogue import Sample
from pidguide.site.exports.downloads import packages_of, variables_of
from tests.support.published import PAGES, SAMPLES, samples_of


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
        assert cell.source.strip() == sample.listing.strip()
        assert cell.outputs[0].text == sample.output.read_text(encoding="utf-8")
