"""Build the whole site: `python -m pidguide.site.build [--if-needed] [--engine mkdocs|zensical]`.

First the pages, by MkDocs or Zensical, strictly; then what lies beside them: recordings, downloads,
notebooks, Markdown twins, status, badges. SITE_URL and REPO_URL are taken from the environment.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.running.check import samples_on
from pidguide.samples.catalogue import Sample
from pidguide.site.exports.write_all import write_all
from pidguide.site.pages.built_pages import find_missing
from pidguide.site.pages.published import published_samples
from pidguide.site.pages.runnable import VARIABLE
from pidguide.site.render import status
from pidguide.site.render.complete_pages import complete_pages
from pidguide.site.run.bundles import NoNode, prepare

_SOURCES = (
    "docs", "samples", "cassettes", "pidguide/cassettes", "pidguide/compare", "pidguide/samples",
    "pidguide/site", "pidguide/in_page", "emulator/src", "web/src", ".cache/run/wheels",
)  # fmt: skip
_FILES = ("mkdocs.yml", "web/build.mjs", "web/package-lock.json")
_STAMP = ".built-from"
# How the macros tell an error: `_File_: ` and the page, then `_UserError_: ` or the line, and the reason.
_MACRO_ERROR = re.compile(
    r"^.*\[macros\] - ERROR.*\n+_File_: `(?P<page>.+)`\n+_(?:\w+_: )?(?P<reason>.+)$", re.MULTILINE
)
_TRACEBACK = re.compile(
    r"^Traceback \(most recent call last\):\n(?:[ \t].*\n|\n)*(?P<error>.*)$", re.MULTILINE
)
_ENGINES = {"mkdocs": ["mkdocs", "build"], "zensical": ["zensical", "build", "--strict"]}


def build_if_needed(site: Path = paths.SITE) -> None:
    """Build the site unless it was built from the sources as they are now. Raises UserError when it fails."""
    stamp = site / _STAMP
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != _digest():
        print("Building the guide …", flush=True)
        build(site)


def build(site: Path = paths.SITE, engine: str = "mkdocs") -> None:
    """Build the site anew; the old one stays in place until the new one is whole.

    Raises UserError when the pages or the files beside them can't be built.
    """
    if unrecorded := find_unrecorded():
        raise UserError("\n".join(["the pages can't be built.", *unrecorded]))
    digest = _digest()
    status.replay_changed()
    site.parent.mkdir(parents=True, exist_ok=True)
    with (
        _run_files() as run_files,
        TemporaryDirectory(dir=site.parent, prefix=f".{site.name}-") as folder,
    ):
        new = Path(folder) / "new"
        _build_pages(new, engine)
        if missing := find_missing(new, published_samples()):
            raise UserError("\n".join(["the pages do not show every sample.", *missing]))
        write_all(new, os.environ.get("SITE_URL", ""), run_files)
        (new / _STAMP).write_text(digest, encoding="utf-8")
        if site.exists():
            site.rename(Path(folder) / "old")
        new.rename(site)


@contextmanager
def _run_files() -> Iterator[Path | None]:
    """Give the files that Run loads, and let whatever writes the pages know of them; None without Node."""
    with patch.dict(os.environ):
        os.environ.pop(VARIABLE, None)
        try:
            folder = prepare()
        except NoNode as reason:
            print(f"The pages have no Run button: {reason}.", flush=True)
            yield None
            return
        os.environ[VARIABLE] = str(folder)
        yield folder


def _build_pages(site: Path, engine: str) -> None:
    repository = os.environ.get("REPO_URL", "").rstrip("/")
    environment = {
        **os.environ,
        "SITE_DIR": os.path.relpath(site, paths.ROOT),
        "EDIT_URI": "edit/main/docs/" if repository else "",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "NO_MKDOCS_2_WARNING": "1",
    }
    program, *options = _ENGINES[engine]
    if engine == "zensical":
        for page in paths.CACHE.glob("[0-9]*"):  # its pages of earlier builds; its own --clean takes all
            page.unlink()
    command = [sys.executable, "-m", program, *options]
    outcome = subprocess.run(command, cwd=paths.ROOT, env=environment, text=True, capture_output=True)
    if outcome.returncode:
        told = what_is_wrong(f"{outcome.stdout}{outcome.stderr}")
        raise UserError("\n".join(["the pages can't be built.", *told]))
    if engine == "zensical":
        complete_pages(site, repository)


def find_unrecorded() -> list[str]:
    """Return a line for each sample that a page calls and that has no recording or no output to show."""
    problems = []
    for page in sorted(paths.DOCS.rglob("*.md")):
        for name in samples_on(page):
            sample = Sample(name)
            if sample.script.is_file() and not (sample.cassette.is_file() and sample.output.is_file()):
                lacking = "output" if sample.cassette.is_file() else "recording"
                todo = f"make it with `pidguide record {name} --via emulator`"
                problems.append(f"{page.relative_to(paths.ROOT)}: {name} has no {lacking}; {todo}")
    return problems


def what_is_wrong(said: str) -> list[str]:
    """Return the lines of a failed build that tell what is wrong and on which page, without tracebacks."""
    errors = [
        f"docs/{match['page']}: {match['reason'].replace(':_ **', ': ').removesuffix('**')}"
        for match in _MACRO_ERROR.finditer(said)
    ]
    rest = _TRACEBACK.sub("", _MACRO_ERROR.sub("", said))
    errors += [line for line in rest.splitlines() if line.startswith(("WARNING", "ERROR"))]
    return errors or [match["error"] for match in _TRACEBACK.finditer(said)] or said.splitlines()[-5:]


def _digest() -> str:
    """Digest of everything the site is made from: names, sizes and times of files, and the two addresses."""
    digest = hashlib.sha256()
    digest.update(f"{date.today()}\n".encode())  # the status page tells ages
    for name in ("SITE_URL", "REPO_URL", "PIDGUIDE_SCHEMAS"):
        digest.update(f"{name}={os.environ.get(name, '')}\n".encode())
    digest.update(f"node={shutil.which('node')}\n".encode())  # without it there is no Run button
    for file in _source_files():
        state = file.stat()
        digest.update(f"{file.relative_to(paths.ROOT)} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _source_files() -> Iterator[Path]:
    for folder in _SOURCES:
        for file in sorted((paths.ROOT / folder).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                yield file
    for name in _FILES:
        yield paths.ROOT / name


def main() -> None:
    """Build as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m pidguide.site.build", description=__doc__)
    parser.add_argument("--engine", choices=sorted(_ENGINES), default="mkdocs", help="what builds the pages")
    parser.add_argument("--if-needed", action="store_true", help="do nothing when nothing has changed")
    options = parser.parse_args()
    try:
        if options.if_needed:
            build_if_needed()
        else:
            build(engine=options.engine)
    except UserError as error:
        sys.exit(f"build: {error}")
    except KeyboardInterrupt:
        sys.exit(1)  # whoever pressed Ctrl+C knows


if __name__ == "__main__":
    main()
