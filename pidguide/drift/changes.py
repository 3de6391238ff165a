"""Compares two recordings of a sample, and says which changes break a reader.

| change | severity |
|---|---|
| status changed | breaking |
| redirect changed: another host or path, identifiers aside | breaking |
| media type changed | breaking; only its charset or another parameter: harmless |
| field gone | breaking; where only some records of a list had it, and others are listed now: harmless |
| type changed | breaking; where a type was one of several or null before: harmless |
| header gone | breaking |
| request gone, request new | breaking: the sample no longer makes the same requests |
| error text changed | harmless |
| field new, header new, list empty | harmless |
| header changed: a limit, a pool, the methods allowed | harmless |
| recording gone, recording new | harmless |

Values are not compared: they belong to the record, not to the service. Identifiers, times, counts and
tokens in texts and addresses are made alike first. Of a field that is gone or new only the topmost is
told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from pidguide.compare.content import Content, parse_content
from pidguide.compare.exchanges import Exchange, find_cassettes, read_exchanges
from pidguide.compare.volatile import settle

# A new length, age or date of an answer is no change of the service.
IGNORED_HEADERS = ("content-length", "date", "age", "x-lupoversion", "vary", "content-encoding", "server")
# Figures and names that the pages tell.
LIMITS = ("x-api-pool", "x-rate-limit-limit", "x-rate-limit-interval", "x-concurrency-limit", "allow")
REDIRECTS = (301, 302, 303, 307, 308)
_IDENTIFIERS = (
    (re.compile(r"10\.\d{4,9}(?:/|%2[Ff])[^\s\"'<>,?&]+"), "{doi}"),
    (re.compile(r"\b(?:\d{4}-){3}\d{3}[\dX]\b"), "{orcid}"),
    (re.compile(r"(?<![\w.])\d{4,}(?![\w.])"), "{number}"),
)


class Severity(StrEnum):
    """What a change means to someone whose code reads the answer."""

    BREAKING = "breaking"
    HARMLESS = "harmless"


@dataclass(frozen=True)
class Change:
    """One change. `exchange` is its number in the recording, from 1; 0 where it is about the whole of it."""

    sample: str
    exchange: int
    request: str
    kind: str
    severity: Severity
    where: str
    old: str
    new: str


@dataclass(frozen=True)
class _Finding:
    kind: str
    severity: Severity
    where: str = ""
    old: str = ""
    new: str = ""


def compare_folders(old: Path, new: Path) -> list[Change]:
    """Compare every cassette of two folders.

    Raises FileNotFoundError for a folder that is not there, UserError for a file that is no cassette.
    """
    old_files, new_files = recordings_by_sample(old), recordings_by_sample(new)
    changes: list[Change] = []
    for sample in sorted(old_files.keys() | new_files.keys()):
        if sample not in new_files:
            changes.append(Change(sample, 0, "", "recording gone", Severity.HARMLESS, "", "recorded", ""))
        elif sample not in old_files:
            changes.append(Change(sample, 0, "", "recording new", Severity.HARMLESS, "", "", "recorded"))
        else:
            changes += compare_cassettes(old_files[sample], new_files[sample], sample)
    return changes


def compare_cassettes(old: Path, new: Path, sample: str) -> list[Change]:
    """Compare two recordings of one sample. Raises as `compare_folders` does."""
    if old.read_bytes() == new.read_bytes():
        return []
    changes: list[Change] = []
    for number, (was, now) in enumerate(_pairs(read_exchanges(old), read_exchanges(new)), start=1):
        request = _request_line(was or now)
        changes += [
            Change(
                sample,
                number,
                request,
                finding.kind,
                finding.severity,
                finding.where,
                finding.old,
                finding.new,
            )
            for finding in _compare(was, now)
        ]
    return changes


def recordings_by_sample(folder: Path) -> dict[str, Path]:
    """Return the cassettes of a folder by the name of their sample."""
    return {file.relative_to(folder).with_suffix("").as_posix(): file for file in find_cassettes([folder])}


def _pairs(
    old: list[Exchange], new: list[Exchange]
) -> Iterator[tuple[Exchange, Exchange | None] | tuple[None, Exchange]]:
    """Pair the exchanges of two recordings: each old one with the next new one that asks the same."""
    waiting = list(new)
    for was in old:
        asked = _asked(was)
        position = next((place for place, now in enumerate(waiting) if _asked(now) == asked), None)
        yield was, None if position is None else waiting.pop(position)
    for now in waiting:
        yield None, now


def _asked(exchange: Exchange) -> tuple[str, str, tuple[str, ...]]:
    parts = urlsplit(exchange.url)
    names = tuple(sorted(name for name, _ in parse_qsl(parts.query, keep_blank_values=True)))
    return exchange.method, f"{parts.netloc}{unify(parts.path)}", names


def unify(text: str) -> str:
    """Return a text without what tells one record, moment or run from another."""
    text = settle(text)
    for pattern, name in _IDENTIFIERS:
        text = pattern.sub(name, text)
    return text


def _request_line(exchange: Exchange | None) -> str:
    return f"{exchange.method} {exchange.url}" if exchange else ""


def _compare(was: Exchange | None, now: Exchange | None) -> Iterator[_Finding]:
    if was is None or now is None:
        kind = "request gone" if now is None else "request new"
        yield _Finding(kind, Severity.BREAKING, "", _request_line(was), _request_line(now))
        return
    if was.status != now.status:
        # Another status brings another body with it: that is one change, not many.
        yield _Finding("status changed", Severity.BREAKING, "", str(was.status), str(now.status))
        return
    yield from _compare_media_types(was.content_type, now.content_type)
    yield from _compare_headers(was, now)
    old = parse_content(was.content_type, was.answer.body)
    new = parse_content(now.content_type, now.answer.body)
    if was.status >= 400 and _error_text(old) != _error_text(new):
        yield _Finding("error text changed", Severity.HARMLESS, "", _error_text(old), _error_text(new))
    if old.kind == new.kind:
        yield from _compare_shapes(old, new)
    elif _normal_media_type(was.content_type) == _normal_media_type(now.content_type):
        yield _Finding("format changed", Severity.BREAKING, "", old.kind, new.kind)


def _compare_media_types(old: str | None, new: str | None) -> Iterator[_Finding]:
    was, now = (_normal_media_type(value) for value in (old, new))
    if was != now and old is not None and new is not None:
        same_type = was.partition(";")[0] == now.partition(";")[0]
        severity = Severity.HARMLESS if same_type else Severity.BREAKING
        yield _Finding("media type changed", severity, "", old, new)


def _normal_media_type(media_type: str | None) -> str:
    bare, *parameters = (media_type or "").lower().replace(" ", "").split(";")
    return ";".join([bare, *sorted(parameters)])


def _compare_headers(was: Exchange, now: Exchange) -> Iterator[_Finding]:
    old = {name: value for name, value in was.answer.headers.items() if name not in IGNORED_HEADERS}
    new = {name: value for name, value in now.answer.headers.items() if name not in IGNORED_HEADERS}
    for name, value in old.items():
        if name not in new:
            yield _Finding("header gone", Severity.BREAKING, name, value, "")
    for name, value in new.items():
        if name not in old:
            yield _Finding("header new", Severity.HARMLESS, name, "", value)
    for name in LIMITS:
        if name in old and name in new and old[name] != new[name]:
            yield _Finding("header changed", Severity.HARMLESS, name, old[name], new[name])
    redirected = was.status in REDIRECTS and now.status in REDIRECTS
    targets = old.get("location", ""), new.get("location", "")
    if redirected and all(targets) and unify(targets[0]) != unify(targets[1]):
        yield _Finding("redirect changed", Severity.BREAKING, "location", *targets)


def _error_text(content: Content) -> str:
    """Return what an error says: its texts in a row, a page's title, or the body itself."""
    if content.kind in ("json", "xml", "html"):
        texts = [str(value) for value in content.values.values() if isinstance(value, str)]
        return unify(" · ".join(texts))
    return unify(content.text.strip())


def _compare_shapes(old: Content, new: Content) -> Iterator[_Finding]:
    old_types, new_types = _types(old), _types(new)
    chance = _found_by_chance(old, new)
    emptied = [
        path for path in old_types
        if f"{path}[]" in old_types and path in new_types and f"{path}[]" not in new_types
    ]  # fmt: skip
    for path in _topmost(old_types.keys() - new_types.keys()):
        if any(path == f"{list_path}[]" for list_path in emptied):
            if "array" in new_types[path.removesuffix("[]")]:
                yield _Finding("list empty", Severity.HARMLESS, path.removesuffix("[]"), "records", "none")
        elif not _below_scalar(path, new_types, old.kind):
            severity = Severity.HARMLESS if path in chance else Severity.BREAKING
            yield _Finding("field gone", severity, path, _shown(old_types[path]), "")
    for path in _topmost(new_types.keys() - old_types.keys()):
        if not _below_scalar(path, old_types, old.kind) and not _fills_list(path, old_types):
            yield _Finding("field new", Severity.HARMLESS, path, "", _shown(new_types[path]))
    for path in sorted(old_types.keys() & new_types.keys()):
        was, now = old_types[path], new_types[path]
        if was != now:
            harmless = now < was or was == {"null"}
            severity = Severity.HARMLESS if harmless else Severity.BREAKING
            yield _Finding("type changed", severity, path, _shown(was), _shown(now))


def _found_by_chance(old: Content, new: Content) -> set[str]:
    """Return what only some of a list's records had, where the new list shows other records."""
    if old.items is None or set(old.items) == set(new.items or ()):
        return set()
    shapes = [{path for path, _ in shape} for shape in old.item_shapes.values()]
    return set[str]().union(*shapes) - shapes[0].intersection(*shapes) if shapes else set()


def _types(content: Content) -> dict[str, set[str]]:
    types: dict[str, set[str]] = {}
    for path, kind in content.shape:
        types.setdefault(path, set()).add(kind)
    return types


def _topmost(paths: set[str]) -> list[str]:
    """Return the paths without those below another one of them."""
    starts = (".", "[", "/")
    return sorted(
        path
        for path in paths
        if not any(path.startswith(f"{other}{start}") for other in paths - {path} for start in starts)
    )


def _below_scalar(path: str, types: dict[str, set[str]], kind: str) -> bool:
    """Tell whether JSON has something else where the field's parent was: its change of type is told."""
    parent = re.sub(r"(?:\[\]|[.][^.\[]+)$", "", path)
    return kind == "json" and parent in types and not types[parent] & {"object", "array"}


def _fills_list(path: str, types: dict[str, set[str]]) -> bool:
    """Tell whether a path is an item of a list that was empty."""
    return path.endswith("[]") and "array" in types.get(path.removesuffix("[]"), set())


def _shown(types: set[str]) -> str:
    return " or ".join(sorted(types))
