"""What a reader takes away: each script, a page's scripts as a zip, and a notebook with the outputs."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import nbformat

from pidguide.cassettes import read_recording
from pidguide.catalogue import Sample
from pidguide.site.curl import curl_commands

v4: Any = nbformat.v4  # its functions are not typed
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say; the same files make the same zip
_HOW_TO_RUN = """These are the samples of the PID guide's page {page}.

They need Python 3.11 or newer and these packages:

    python -m pip install requests lxml{more}

{variables}Each script runs alone: python {first}.py
Scripts are MIT licensed.
"""


def variables_of(samples: list[Sample]) -> list[str]:
    """Return the environment variables that the samples' requests need, in order of use."""
    found: list[str] = []
    for sample in samples:
        for command in curl_commands(read_recording(sample.cassette).exchanges, sample.source):
            found += [name for name in command.variables if not name.startswith("PUT_CODE")]
    return list(dict.fromkeys(found))


def make_zip(page: str, samples: list[Sample]) -> bytes:
    """Return a zip with a page's scripts and a note on how to run them."""
    variables = variables_of(samples)
    setting = f"Set these environment variables: {', '.join(variables)}\n\n" if variables else ""
    note = _HOW_TO_RUN.format(
        page=page, more=_other_packages(samples), variables=setting, first=samples[0].anchor
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        files = [("README.txt", note)] + [(f"{sample.anchor}.py", sample.source) for sample in samples]
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
        f"# {title}\n\nThe samples of the PID guide's page *{title}*. "
        f"The outputs are those of the recording; run a cell to get your own.{needs}"
    )
    packages = f"%pip install --quiet requests lxml{_other_packages(samples)}"
    cells = [v4.new_markdown_cell(intro), v4.new_code_cell(packages)]
    for sample in samples:
        output = v4.new_output("stream", name="stdout", text=sample.output.read_text(encoding="utf-8"))
        cells.append(v4.new_markdown_cell(f"## {sample.title}"))
        cells.append(v4.new_code_cell(sample.source.rstrip("\n"), outputs=[output]))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    notebook = v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.validate(notebook)
    text: str = v4.nbjson.writes(notebook)
    return text + "\n"


_PACKAGES = {"authlib": "Authlib", "flask": "Flask", "joserfc": "joserfc", "citeproc": "citeproc-py"}


def _other_packages(samples: list[Sample]) -> str:
    text = "\n".join(sample.source for sample in samples)
    used = [
        f" {package}"
        for module, package in _PACKAGES.items()
        if re.search(rf"^(?:import|from) {module}\b", text, re.MULTILINE)
    ]
    return "".join(used)


def write_takeaways(page: str, title: str, samples: list[Sample], site: Path) -> None:
    """Write a page's downloads into the built site."""
    folder = site / "downloads"
    for sample in samples:
        target = folder / f"{sample.name}.py"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(sample.script.read_bytes())
    (folder / f"{page}.zip").write_bytes(make_zip(page, samples))
    (folder / f"{page}.ipynb").write_text(make_notebook(page, title, samples), encoding="utf-8")
