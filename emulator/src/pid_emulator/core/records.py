"""Reads record files: each registry's own JSON, one record or a list of them in a file."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

Record = dict[str, Any]


def add_records(folders: Iterable[Path], kinds: Iterable[str], add: Callable[[str, Record], None]) -> None:
    """Call `add` with every record in `<folder>/<kind>/*.json`, kind by kind.

    Files come in the order of their names. Raises ValueError, naming the file, where one is not JSON, holds
    neither an object nor a list of them, or a record that `add` refuses or cannot read.
    """
    folders = list(folders)
    for kind in kinds:
        for file in (file for folder in folders for file in sorted((folder / kind).glob("*.json"))):
            for record in _read(file):
                try:
                    add(kind, record)
                except ValueError as error:
                    raise ValueError(f"{file}: {error}") from None
                except (AttributeError, LookupError, TypeError) as error:
                    raise ValueError(f"{file} holds a record of another form: {error!r}") from None


def refuse_other_layout(folder: Path, kinds: Mapping[str, Iterable[str]]) -> None:
    """Refuse a folder that holds no record file, or JSON where no service would look for it.

    `kinds` are the kinds of record by service. Raises ValueError with the layout.
    """
    known = {folder / service / kind for service, names in kinds.items() for kind in names}
    files = sorted(folder.rglob("*.json"))
    misplaced = next((file for file in files if file.parent not in known), None)
    if files and misplaced is None:
        return
    wrong = f"{misplaced} lies where nothing reads it" if misplaced else f"{folder} holds no record file"
    services = "; ".join(f"{service}: {', '.join(names)}" for service, names in kinds.items())
    raise ValueError(
        f"{wrong}. Put files at SERVICE/KIND/NAME.json in {folder}, with these kinds by service: {services}."
    )


def _read(file: Path) -> list[Record]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"{file} cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise ValueError(f"{file} is not JSON: {error}") from None
    records: list[Record] = content if isinstance(content, list) else [content]
    if not all(isinstance(record, dict) for record in records):
        raise ValueError(f"{file} must hold one JSON object or a list of them")
    for record in records:
        if envelope := _envelope(record):
            raise ValueError(f"{file} holds a whole answer of the API: keep only what stands in {envelope}")
    return records


def _envelope(record: Record) -> str | None:
    """Return the field that the record stands in where someone has pasted a whole answer."""
    if "status" in record and isinstance(record.get("message"), dict):
        return "message"
    if isinstance(record.get("data"), dict | list) and "id" not in record:
        return "data"
    return None
