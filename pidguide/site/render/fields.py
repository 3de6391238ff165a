"""Field tables: what stands in the answers that readers parse most, checked against all recordings.

docs/_fields/crossref_work.yml:

    answers:                                    # the recorded answers that the table explains
      - {url: 'https://api\\.crossref\\.org/works/[^?]+', at: message}       # or by `media_type`
    fields:                                     # in the order of the table
      DOI: {type: text, note: Compare it without regard to case.}    # or `example`, for what is random
      author[].family: {type: text}
    left_out:                                   # fields that readers seldom need, so that none is forgotten
      - score
      - "*.timestamp"

Where a field's parts are named, every part that a recording has must be named or left out.
"""

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import yaml

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.basics.reading import read_text, shown
from pidguide.cassettes.format import read_recording
from pidguide.compare.exchanges import Exchange
from pidguide.site.pages.published import published_samples

FOLDER = paths.DOCS / "_fields"
_LONGEST_EXAMPLE = 44  # characters: the column stays narrow
_EMPTY: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Field:
    """One row: `path` as in `author[].family`; whether it is filled wherever its parent stands; a value."""

    path: str
    type: str
    note: str
    is_always_filled: bool
    example: str


def show_fields(name: str) -> str:
    """Return a field table of docs/_fields as Markdown.

    Raises UserError when there is none of this name, or when it and the recordings don't agree.
    """
    count, fields = read_fields(name)
    rows = [
        f"| `{field.path}` | {field.type}, {'always' if field.is_always_filled else 'sometimes'} "
        f"| {' '.join(part for part in (_code(field.example), field.note) if part)} |"
        for field in fields
    ]
    head = ["| Field | Type | Example and note |", "|---|---|---|"]
    told = (
        f"Checked against {count} recorded records. Always means: filled in each of them that has what the "
        "field is part of. A field that is not filled is null, empty or absent."
    )
    return "\n".join([*head, *rows, "", told, ""])


def read_fields(name: str) -> tuple[int, list[Field]]:
    """Return the number of recorded answers behind a table of docs/_fields, and its rows.

    Raises UserError naming a documented field that no recording has filled, or a field of the recordings that
    the table neither explains nor leaves out.
    """
    file = FOLDER / f"{name}.yml"
    if not file.is_file():
        raise UserError(f"There is no field table {shown(file)}.")
    table = yaml.safe_load(read_text(file))
    records = [record for chosen in table["answers"] for record in _find_records(chosen)]
    if not records:
        raise UserError(f"{shown(file)}: no recorded answer has such an address or media type.")
    found = _collect(records)
    unnamed = _find_unnamed(table["fields"], table.get("left_out", []), found)
    if problems := [*_find_unfilled(table["fields"], found), *unnamed]:
        raise UserError(f"{shown(file)}: {'; '.join(problems)}.")
    rows = [_field(path, entry or {}, found) for path, entry in table["fields"].items()]
    return len(records), rows


def _find_records(chosen: dict[str, str]) -> Iterator[Any]:
    """Yield the part `at` of every recorded answer to a GET, or another method, of an address."""
    for exchange in _recorded():
        if (
            exchange.method == chosen.get("method", "GET")
            and re.fullmatch(chosen.get("url", ".*"), exchange.url)
            and re.search(chosen.get("media_type", ""), exchange.media_type)
        ):
            yield from _reach(_read(exchange), [part for part in chosen.get("at", "").split(".") if part])


def _recorded() -> Iterator[Exchange]:
    for sample in published_samples():
        for exchange in read_recording(sample.cassette).exchanges:
            if exchange.status in (200, 201) and "json" in exchange.media_type:
                yield exchange


def _read(exchange: Exchange) -> Any:
    try:
        return _parse(exchange.answer.text)
    except ValueError:  # a sample may show what a broken answer is like
        return None


_parse = cache(json.loads)


def _reach(value: Any, path: list[str]) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from _reach(item, path)
    elif not path and isinstance(value, dict):
        yield value
    elif not path and isinstance(value, str):  # a JSON Web Token: what it claims stands between its dots
        yield _parse(urlsafe_b64decode(f"{value.split('.')[1]}==="))
    elif path and isinstance(value, dict):
        yield from _reach(value.get(path[0]), path[1:])


def _collect(records: list[Any]) -> dict[str, list[Any]]:
    """Return by path what stands there, once for each parent; None where a parent lacks it."""
    parents: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        _note(record, "", parents)
    found: dict[str, list[Any]] = {}
    for parent, objects in parents.items():
        for key in sorted({key for each in objects for key in each}):
            found[f"{parent}{key}"] = [each.get(key) for each in objects]
    return found


def _note(value: Any, prefix: str, parents: dict[str, list[dict[str, Any]]]) -> None:
    if isinstance(value, dict):
        parents.setdefault(prefix, []).append(value)
        for key, part in value.items():
            is_list = isinstance(part, list)
            for each in part if is_list else [part]:
                _note(each, f"{prefix}{key}{'[]' if is_list else ''}.", parents)


def _find_unfilled(documented: dict[str, Any], found: dict[str, list[Any]]) -> Iterator[str]:
    for path in documented:
        if all(value in _EMPTY for value in found.get(path, [])):
            yield f"no recording has filled {path}"


def _find_unnamed(
    documented: Iterable[str], left_out: Iterable[str], found: dict[str, list[Any]]
) -> Iterator[str]:
    """Yield the parts of the record, and of what is explained part by part, that the table does not name."""
    opened = {"", *(holder for path in documented for holder in _holders(path))}
    for path in found:
        is_explained = {path, f"{path}[]"} & {*documented, *opened}
        is_left_out = any(fnmatchcase(path, pattern.replace("[]", "[[]]")) for pattern in left_out)
        if path.rpartition(".")[0] in opened and not is_explained and not is_left_out:
            yield f"{path} is in the recordings: explain it or leave it out"


def _holders(path: str) -> Iterator[str]:
    """Yield what a path stands in: of `a[].b.c` `a[].b` and `a[]`."""
    while "." in path:
        path = path.rpartition(".")[0]
        yield path


def _field(path: str, entry: dict[str, str], found: dict[str, list[Any]]) -> Field:
    values = found[path]
    filled = [value for value in values if value not in _EMPTY]
    return Field(
        path=path,
        type=entry.get("type", "text"),
        note=entry.get("note", ""),
        is_always_filled=len(filled) == len(values),
        example=entry.get("example", next((text for text in map(_as_example, filled) if text), "")),
    )


def _as_example(value: Any) -> str:
    """Return a value as JSON if it is short and no object, else ""."""
    text = json.dumps(value, ensure_ascii=False)
    return "" if "{" in text or len(text) > _LONGEST_EXAMPLE else text


def _code(example: str) -> str:
    return f"`{example}`".replace("|", "\\|") if example else ""
