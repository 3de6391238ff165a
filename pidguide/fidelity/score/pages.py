"""Compares what an answer says of a list: how many there are, which page this is, the links, the order."""

import math
import re
from typing import Any, TypeGuard
from urllib.parse import parse_qs, unquote_plus, urlsplit

from pidguide.compare.content import Content
from pidguide.compare.exchanges import Exchange
from pidguide.fidelity.before.state import number_asked
from pidguide.fidelity.score.weights import Check, Difference, Part, whole

_NONE = "(none)"
_TOTALS = ("message.total-results", "meta.total", "num-found")
# Compared as they are.
_SAME = re.compile(r"^(?:message\.items-per-page|message\.query\.(?:start-index|search-terms)|meta\.page)$")
# What stands beside the records of a list; what an aggregate lists is looked at by itself.
_BESIDE = re.compile(r"^(?:meta|links)\.([^.\[]+)")
_COUNTED = re.compile(r"^(meta\.[^.\[]+)\[\d+\]\.count$|^(message\.facets\.[^.]+)\.values\..+$")
_CURSOR = re.compile(r"(cursor(?:%5D|\])?=)[^&]+", re.IGNORECASE)
_LINKS = ("self", "first", "last", "prev", "next")
# What a record's rank depends on other records for, or on nothing.
_NOT_BY_A_VALUE = ("score", "relevance", "random")
# DataCite shows no page beyond the ten thousandth record.
_LAST_RECORD = 10_000


def compare_page(exchange: Exchange, expected: Content, given: Content, *, alone: bool) -> Check | None:
    """Compare the numbers and links beside the records of a list; None for an answer without a total.

    A total can be the same only where all records of the result are loaded: those listed and those skipped.
    Elsewhere it must be possible: a whole number, no less than what is shown, and the pages must follow from
    it. `alone` tells that no other request's records are there.
    """
    total_at = next((path for path in _TOTALS if path in expected.values), None)
    if total_at is None:
        return None
    complete = alone and _is_complete(exchange, expected, expected.values[total_at])
    compared: dict[str, tuple[Any, Any, bool]] = {}
    for path in expected.values.keys() | given.values.keys():
        if _SAME.match(path):
            compared[path] = _pair(path, expected, given)
    compared[total_at] = _total(exchange, total_at, expected, given, complete)
    compared |= _beside(expected, given)
    compared |= _pages(exchange, expected, given, complete)
    compared |= _counts(total_at, expected, given, complete)
    return _check(compared)


def _check(compared: dict[str, tuple[Any, Any, bool]]) -> Check:
    parts = {path: Part(str(recorded), right) for path, (recorded, _, right) in compared.items()}
    differences = [
        Difference("page", path, str(recorded), str(emulator))
        for path, (recorded, emulator, right) in sorted(compared.items())
        if not right
    ]
    return Check("page", 1 - len(differences) / len(compared), differences, parts)


def _pair(path: str, expected: Content, given: Content) -> tuple[Any, Any, bool]:
    recorded, emulator = (content.values.get(path, _NONE) for content in (expected, given))
    return recorded, emulator, recorded == emulator


def _skipped(exchange: Exchange) -> int:
    """Return how many records of the result come before those shown."""
    size = number_asked(exchange, "page[size]", default=25)
    before = max(0, number_asked(exchange, "page[number]", default=1) - 1) * size
    return max(before, number_asked(exchange, "offset", "start", default=0))


def _is_complete(exchange: Exchange, expected: Content, total: Any) -> bool:
    listed = len(expected.items or ())
    return _whole_number(total) and 0 < total <= _skipped(exchange) + listed and listed > 0


def _whole_number(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _total(
    exchange: Exchange, path: str, expected: Content, given: Content, complete: bool
) -> tuple[Any, Any, bool]:
    recorded, emulator, same = _pair(path, expected, given)
    if complete or recorded == 0:
        return recorded, emulator, same
    shown = len(given.items or ())
    least = _skipped(exchange) + shown if shown else 0
    return recorded, emulator, _whole_number(emulator) and emulator >= least


def _beside(expected: Content, given: Content) -> dict[str, tuple[Any, Any, bool]]:
    """Return which members `meta` and `links` have: an invented one, or one that is missing."""
    names = {
        side: {match[0] for path, _ in content.shape if (match := _BESIDE.match(path))}
        for side, content in (("recorded", expected), ("emulator", given))
    }
    links = {f"links.{name}" for name in _LINKS}
    return {
        name: (
            "there" if name in names["recorded"] else _NONE,
            "there" if name in names["emulator"] else _NONE,
            name in names["recorded"] and name in names["emulator"],
        )
        for name in (names["recorded"] ^ names["emulator"]) - links
        if name != "meta.totalPages"
    }


def _pages(
    exchange: Exchange, expected: Content, given: Content, complete: bool
) -> dict[str, tuple[Any, Any, bool]]:
    compared = {}
    if "meta.totalPages" in expected.values:
        recorded, emulator, same = _pair("meta.totalPages", expected, given)
        right = same if complete else _follows(emulator, given.values.get("meta.total"), exchange)
        compared["meta.totalPages"] = recorded, emulator, right
    for path in {"message.next-cursor", *(f"links.{name}" for name in _LINKS)}:
        recorded, emulator = (_link_settled(content.values.get(path, _NONE)) for content in (expected, given))
        if (recorded, emulator) == (_NONE, _NONE):
            continue
        right = recorded == emulator
        if path == "message.next-cursor":
            right = (
                isinstance(recorded, str) and isinstance(emulator, str) and _NONE not in (recorded, emulator)
            )
        elif not complete and emulator == _NONE:
            # The emulator has no more records than are shown.
            right = path == "links.next" and not _has_more(exchange, given)
        compared[path] = recorded, emulator, right
    return compared


def _link_settled(link: Any) -> Any:
    """Return a link without its cursor, decoded: recorders write an address in an encoding of their own."""
    if not isinstance(link, str):
        return link
    return re.sub(r"[+ ]+", " ", _CURSOR.sub(r"\1{cursor}", unquote_plus(link)))


def _has_more(exchange: Exchange, given: Content) -> bool:
    total = given.values.get("meta.total")
    return _whole_number(total) and total > _skipped(exchange) + len(given.items or ())


def _follows(pages: Any, total: Any, exchange: Exchange) -> bool:
    """Tell whether a number of pages follows from the total and the size of a page."""
    if not _whole_number(pages) or not _whole_number(total):
        return False
    size = number_asked(exchange, "page[size]", default=25)
    if size == 0:
        return pages >= 0
    most = {math.ceil(total / size), math.ceil(min(total, _LAST_RECORD) / size)}
    return pages in most or pages == min(_LAST_RECORD // size, math.ceil(total / size))


def _counts(
    total_at: str, expected: Content, given: Content, complete: bool
) -> dict[str, tuple[Any, Any, bool]]:
    """Return the counts of facets: the same where all is loaded, else possible ones."""
    compared = {}
    total = given.values.get(total_at)
    for path, value in given.values.items():
        if not _COUNTED.match(path):
            continue
        possible = _whole_number(value) and value >= 0
        if possible and path.startswith("meta.") and _whole_number(total):
            possible = value <= max(total, 1)
        if complete and path in expected.values:
            compared[path] = _pair(path, expected, given)
        elif not possible:
            compared[path] = expected.values.get(path, _NONE), value, False
    return compared


def compare_order(exchange: Exchange, expected: tuple[str, ...], given: tuple[str, ...]) -> Check | None:
    """Compare the order of the records that both list, where the request asks for one; else None."""
    asked = parse_qs(urlsplit(exchange.url).query)
    sort = asked.get("sort", [""])[0]
    if not sort or sort.lstrip("-") in _NOT_BY_A_VALUE:
        return None
    common = set(expected) & set(given)
    recorded, emulator = ([item for item in items if item in common] for items in (expected, given))
    if len(recorded) < 2:
        return None
    places = {item: number for number, item in enumerate(emulator)}
    pairs = list(zip(recorded, recorded[1:], strict=False))
    in_order = sum(places[first] < places[second] for first, second in pairs)
    return whole("order", in_order / len(pairs), ", ".join(recorded), ", ".join(emulator))
