"""Rendered parts of pages, kept under .cache so that a build renders each recording once."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from pidguide.basics import paths
from pidguide.basics.files import replace_file

FOLDER = paths.CACHE / "site"


@cache
def _code_digest() -> str:
    """Digest of the rendering code itself: a change of it renders everything anew."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def keep(name: str, inputs: list[bytes], render: Callable[[], str]) -> str:
    """Return the fragment that `render` makes from `inputs`, from its file if it was made before.

    `name` is the file's address below the folder, e.g. `doi/access/csl_json.html`.
    """
    digest = hashlib.sha256(_code_digest().encode())
    for part in inputs:
        digest.update(len(part).to_bytes(8, "big") + part)
    stem, _, suffix = name.partition(".")
    file = FOLDER / f"{stem}-{digest.hexdigest()[:12]}.{suffix}"
    if file.is_file():
        return file.read_text(encoding="utf-8")
    for old in file.parent.glob(f"{file.name[: -len(suffix) - 14]}-????????????.{suffix}"):
        old.unlink(missing_ok=True)
    fragment = render()
    replace_file(file, fragment)
    return fragment
