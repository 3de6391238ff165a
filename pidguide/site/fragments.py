"""Rendered parts of pages, kept under .cache so that a build renders each recording once.

Pages include them by `--8<--`, so their text never passes through the macros' template engine.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from pidguide import paths
from pidguide.cassettes import replace_file

FOLDER = paths.CACHE / "site"


@cache
def _code_digest() -> str:
    """Digest of the rendering code itself: a change of it renders everything anew."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def keep(name: str, inputs: list[bytes], render: Callable[[], str]) -> str:
    """Return the path, as an include names it, of a fragment that `render` makes from `inputs`.

    `name` is its address below the folder, e.g. `doi/access/csl_json.http.html`.
    """
    digest = hashlib.sha256(_code_digest().encode())
    for part in inputs:
        digest.update(len(part).to_bytes(8, "big") + part)
    stem, _, suffix = name.partition(".")
    file = FOLDER / f"{stem}-{digest.hexdigest()[:12]}.{suffix}"
    if not file.is_file():
        for old in file.parent.glob(f"{file.name[: -len(suffix) - 14]}-????????????.{suffix}"):
            old.unlink(missing_ok=True)
        replace_file(file, render())
    return file.relative_to(paths.ROOT).as_posix()
