"""The generated data files that samples read while they are replayed and recorded.

They are made once, and kept in the cache until the code or the records that they come from change. Each run
has a folder of its own with links to them, for what the sample writes.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pid_emulator
from pidguide.basics import paths
from pidguide.datafiles.generate import write_data

RECORDS = 1000  # what `pidguide data` writes, too, unless it is told otherwise


@contextmanager
def data_folder() -> Iterator[Path]:
    """Yield a new folder that holds the generated files."""
    with tempfile.TemporaryDirectory(prefix="pid-data-") as folder:
        shutil.copytree(_kept_files(), folder, copy_function=os.symlink, dirs_exist_ok=True)
        yield Path(folder)


def _kept_files() -> Path:
    """Return the folder in the cache, made by whichever process comes first."""
    kept = paths.CACHE / "data" / _origin()
    if not kept.is_dir():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as unfinished:
            write_data(Path(unfinished) / "whole", RECORDS)
            if not kept.is_dir():
                _rename(Path(unfinished) / "whole", kept)
    return kept


def _rename(folder: Path, kept: Path) -> None:
    try:
        folder.rename(kept)
    except OSError:
        if not kept.is_dir():  # else another process was faster
            raise


@cache
def _origin() -> str:
    """Return a digest of the code and the records that the files come from."""
    digest = hashlib.sha256()
    for package in (Path(pid_emulator.__file__).parent, Path(__file__).parent):
        for file in sorted(package.rglob("*")):
            if file.suffix in (".py", ".json"):
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
