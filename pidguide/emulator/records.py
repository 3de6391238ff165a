"""Reads record files: each registry's own JSON, one record or a list of them in a file."""

import json
import pickle
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

Record = dict[str, Any]


def read_records(folders: Iterable[Path], kind: str) -> Iterator[Record]:
    """Yield a fresh copy of every record in `<folder>/<kind>/*.json`, files in the order of their names.

    Raises ValueError, naming the file, where one is not JSON or holds neither an object nor a list.
    """
    for folder in folders:
        for file in sorted((folder / kind).glob("*.json")):
            yield from pickle.loads(_parse(file, file.stat().st_mtime_ns))


@cache
def _parse(file: Path, modified_ns: int) -> bytes:
    """Return a file's records, pickled: each reset needs a copy, and no other way of copying is as fast."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{file} is not JSON: {error}") from None
    records = content if isinstance(content, list) else [content]
    if not all(isinstance(record, dict) for record in records):
        raise ValueError(f"{file} must hold one JSON object or a list of them")
    return pickle.dumps(records)
