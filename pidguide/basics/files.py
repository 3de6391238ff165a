"""Writes files whole, and text files that belong together all or none."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def replace_file(path: Path, content: str) -> None:
    """Write a text file so that no reader, and no interruption, ever meets half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


@contextmanager
def write_whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a binary file for writing so that no reader, and no interruption, ever meets half of it.

    An OSError names the file that was to be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.new")
        try:
            with unfinished.open("wb") as file:
                yield file
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        error.filename = str(path)
        raise


def replace_together(contents: Mapping[Path, str]) -> None:
    """Write several text files, each as `replace_file` does.

    Where one cannot be written, the others are again what they were, folders made for them are gone, and
    the error is raised. An OSError names the file that it is about.
    """
    made = [folder for file in contents for folder in file.parents if not folder.exists()]
    before = {file: file.read_bytes() if file.is_file() else None for file in contents}
    written: list[Path] = []
    try:
        for file, content in contents.items():
            replace_file(file, content)
            written.append(file)
    except BaseException as error:
        for done in written:
            _put_back(done, before[done])
        for folder in sorted(set(made), reverse=True):  # the deepest first
            if folder.is_dir():
                folder.rmdir()
        if isinstance(error, OSError):
            error.filename = str(file)  # not the temporary one that it was to become
        raise


def _put_back(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
