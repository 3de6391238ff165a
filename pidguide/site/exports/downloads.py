"""What a reader takes away: each script, a page's scripts as a zip, and a notebook with the outputs."""

import io
import zipfile
from pathlib import Path
from typing import Any

import nbformat

from pidguide.samples.catalogue import Sample
from pidguide.site.render.markdown_text import escape_html
from pidguide.site.render.to_paste import packages_of, variables_of

v4: Any = nbformat.v4  # its functions are not typed
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say; the same files make the same zip
_HOW_TO_RUN = """These are the samples of the PID guide's page {page}.

They need Python 3.11 or newer{packages}

{variables}Each script runs alone: python {first}.py
Scripts are MIT licensed.
"""


def make_zip(page: str, samples: list[Sample]) -> bytes:
    """Return a zip with a page's scripts and a note on how to run them."""
    packages, variables = packages_of(samples), variables_of(samples)
    installing = f" and these packages:\n\n    python -m pip install {' '.join(packages)}" if packages else ""
    setting = f"Set these environment variables: {', '.join(variables)}\n\n" if variables else ""
    note = _HOW_TO_RUN.format(page=page, packages=installing, variables=setting, first=samples[0].anchor)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        files = [("README.txt", note)] + [(f"{sample.anchor}.py", sample.listing) for sample in samples]
        for name, content in files:
            entry = zipfile.ZipInfo(f"{page.replace('/', '-')}/{name}", _ZIP_TIME)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def make_notebook(page: str, title: str, samples: list[Sample]) -> str:
    """Return a notebook with a page's scripts and what they printed when they were recorded."""
    variables = variables_of(samples)
    needs = (
        f"\n\nSet these environment variables first: {', '.join(f'`{name}`' for name in variables)}."
        if variables
        else ""
    )
    intro = (
        f"# {escape_html(title)}\n\nThe samples of the PID guide's page *{escape_html(title)}*. "
        f"The outputs are those of the recording; run a cell to get your own.{needs}"
    )
    cells = [v4.new_markdown_cell(intro)]
    if packages := packages_of(samples):
        cells.append(v4.new_code_cell(f"%pip install --quiet {' '.join(packages)}"))
    for sample in samples:
        output = v4.new_output("stream", name="stdout", text=sample.output.read_text(encoding="utf-8"))
        cells.append(v4.new_markdown_cell(f"## {escape_html(sample.title)}"))
        cells.append(v4.new_code_cell(sample.listing.rstrip("\n"), outputs=[output]))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    notebook = v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.validate(notebook)
    text: str = v4.nbjson.writes(notebook)
    return text + "\n"


def write_downloads(page: str, title: str, samples: list[Sample], site: Path) -> None:
    """Write a page's downloads into the built site."""
    folder = site / "downloads"
    for sample in samples:
        target = folder / f"{sample.name}.py"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(sample.listing, encoding="utf-8")
    (folder / f"{page}.zip").write_bytes(make_zip(page, samples))
    (folder / f"{page}.ipynb").write_text(make_notebook(page, title, samples), encoding="utf-8")
