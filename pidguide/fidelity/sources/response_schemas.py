"""Finds the official schemas for the emulator, which checks deposits against them."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pidguide.basics.paths import ROOT

VARIABLE = "PIDGUIDE_SCHEMAS"


@contextmanager
def schemas_beside(paths: Iterable[Path]) -> Iterator[None]:
    """Let the emulator use the schemas beside the recordings, or beside the project, while this lasts.

    A folder named by PIDGUIDE_SCHEMAS goes before; without any, the emulator reads its own cache.
    """
    folder = None if os.environ.get(VARIABLE) else _find(paths)
    if folder is None:
        yield
        return
    os.environ[VARIABLE] = str(folder)
    try:
        yield
    finally:
        del os.environ[VARIABLE]


def _find(paths: Iterable[Path]) -> Path | None:
    beside = [parent / "schemas" for path in paths for parent in list(path.resolve().parents)[:3]]
    beside.append(ROOT.parent / "shared" / "reference" / "schemas")
    return next((folder for folder in beside if (folder / "datacite").is_dir()), None)
