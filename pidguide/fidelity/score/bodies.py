"""Compares two answers' bodies: errors by text, documents by shape and values, formats by fields."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from pidguide.compare.content import Content, parse_content
from pidguide.compare.exchanges import Exchange
from pidguide.compare.volatile import settle, settle_value
from pidguide.fidelity.score.pages import compare_order, compare_page
from pidguide.fidelity.score.replay import Answer, Replayed
from pidguide.fidelity.score.superseded import Superseded
from pidguide.fidelity.score.times import compare_times
from pidguide.fidelity.score.weights import WHOLE, Check, Difference, Part, same, whole

# Where whole-registry aggregates stand: what is in them depends on records that no recording shows. What can
# be told of them, `pages` compares. A score tells a work's rank among all works, a work-count how many have
# a licence.
_AGGREGATES = re.compile(
    r"^(message\.items\[[^\]]*\]\.(score|work-count)$"
    r"|message\.(total-results|facets|next-cursor|items-per-page)"
    r"|meta(\.|\[|$)|links\.|num-found|last-modified-date)"
)
# Secrets, of which every answer gives others, and a recorder writes placeholders.
_SECRETS = re.compile(
    r"(?:^|\.)(?:access_token|refresh_token|id_token|access_key_id|secret_access_key|session_token)$"
)
# What an aggregate lists (`meta.affiliations[].id`), and what a page has only where there is a next one.
_COUNTED = re.compile(
    r"^(message\.facets\..*\.values\.|meta\..*\[\]|message\.next-cursor$|links\.|last-modified-date)"
)


def compare_bodies(
    replayed: Replayed, recorded: Exchange, answer: Answer, rules: list[Superseded]
) -> Iterator[Check]:
    """Compare the bodies of a recorded answer and the emulator's."""
    body = recorded.answer.body
    for rule in rules:
        body = rule.in_words_of_today(body)
    expected, given = _without(
        rules,
        parse_content(_type_of(recorded), body),
        parse_content(answer.header("content-type") or _type_of(recorded), answer.message.body),
    )
    name = _body_check(recorded, expected)
    if recorded.status != answer.status:
        if expected.kind != "empty":
            yield whole(name, 0.0, expected.text, given.text)
    elif expected.kind == "empty":
        if given.kind != "empty":
            yield whole("text", 0.0, "(empty)", given.text)
    elif expected.kind != given.kind:
        yield whole(name, 0.0, f"{expected.kind}: {expected.text}", f"{given.kind}: {given.text}")
    elif name == "error":
        yield _error(expected, given)
    elif expected.kind == "html":
        yield same("text", str(expected.values), str(given.values))
    elif expected.kind in ("json", "xml"):
        yield from _document(replayed, recorded, expected, given, rules)
    elif expected.kind == "text":
        yield _text(expected.text, given.text)
    else:
        yield _fields(expected, given)


def _type_of(recorded: Exchange) -> str | None:
    """Return the recorded media type; where none was recorded, the one that was asked for."""
    if recorded.content_type:
        return recorded.content_type
    in_path = re.search(r"/((?:application|text)/[\w.+-]+)(?:/|$)", urlsplit(recorded.url).path)
    accepted = recorded.request.header("accept") or ""
    if in_path:
        return in_path[1]
    return accepted.partition(",")[0] if "*" not in accepted else None


def _body_check(recorded: Exchange, expected: Content) -> str:
    if recorded.status >= 400:
        return "error"
    if expected.kind in ("json", "xml"):
        return "shape"
    return "text" if expected.kind in ("text", "html", "empty") else "fields"


def _error(expected: Content, given: Content) -> Check:
    if expected.kind == "html":
        return same("error", str(expected.values.get("title")), str(given.values.get("title")))
    if expected.kind in ("json", "xml"):
        expected_values = {path: _settled(value) for path, value in expected.values.items()}
        given_values = {path: _settled(value) for path, value in given.values.items()}
        if expected_values == given_values and expected.shape == given.shape:
            return whole("error", 1.0, expected.text, given.text)
        differences = list(_value_differences("error", expected.values, given.values))
        right = sum(given_values.get(path, _NOTHING) == value for path, value in expected_values.items())
        every = len(expected_values.keys() | given_values.keys()) or 1
        # An error is read as a whole: half of the check is lost with any difference in it.
        return Check("error", 0.5 * right / every, differences, {WHOLE: Part(expected.text, False)})
    texts = (settle(content.text.strip(), references=True) for content in (expected, given))
    return same("error", *texts)


_NOTHING = object()


def _settled(value: object) -> object:
    return settle_value(value, references=True)


def _document(
    replayed: Replayed,
    recorded: Exchange,
    expected: Content,
    given: Content,
    rules: list[Superseded],
) -> Iterator[Check]:
    if recorded.date and replayed.asked_at:
        in_any_form = any(rule.times_written_otherwise for rule in rules)
        times = compare_times(expected, given, recorded.date, replayed.asked_at, in_any_form=in_any_form)
        if times is not None:
            yield times
    if expected.items is not None:
        yield _items(replayed, expected.items, given.items or ())
        order = compare_order(recorded, expected.items, given.items or ())
        if order is not None:
            yield order
        page = compare_page(recorded, expected, given, alone=replayed.alone)
        if page is not None:
            yield page
        common = set(expected.items) & set(given.items or ())
        expected, given = expected.only(common), given.only(common)
    yield _shape(expected, given)
    if replayed.loaded or replayed.recorded.method != "GET":
        values = _values(expected, given)
        if values is not None:
            yield values


def _shape(expected: Content, given: Content) -> Check:
    expected_shape, given_shape = _comparable(expected, given), _comparable(given, expected)
    missing, extra = expected_shape - given_shape, given_shape - expected_shape
    types = dict(given_shape)
    differences = [
        Difference("shape", path, kind, f"another type: {types[path]}" if path in types else "(none)")
        for path, kind in sorted(missing)
    ]
    known = {path for path, _ in expected_shape}
    differences += [
        Difference("shape", path, "(none)", kind) for path, kind in sorted(extra) if path not in known
    ]
    union = len({path for path, _ in expected_shape | given_shape}) or 1
    wrong = {path for path, _ in missing | extra}
    parts = {path: Part(kind, path not in wrong) for path, kind in sorted(expected_shape | given_shape)}
    return Check("shape", 1 - len(wrong) / union, differences, parts)


def _without(rules: list[Superseded], expected: Content, given: Content) -> tuple[Content, Content]:
    """Return both bodies without what later changes of the service touch."""
    gone = [rule.paths for rule in rules if rule.paths]
    new = [rule.new_paths for rule in rules if rule.new_paths]
    known = {path for path, _ in expected.shape}
    if any(rule.empty_was_null for rule in rules):
        empty = {path for path, kind in given.shape if kind in ("array", "object")}
        nulls = {path for path, kind in expected.shape if kind == "null" and path in empty}
        gone += [re.compile(rf"^{_in_any_place(path)}$") for path in nulls]
    added = [
        re.compile(rf"^{_in_any_place(path)}$")
        for path, _ in given.shape
        if path not in known and _any_matches(new, path)
    ]
    return _leave_out(expected, gone), _leave_out(given, [*gone, *added])


def _in_any_place(path: str) -> str:
    """Return a pattern of a path's places: whatever stands for the positions in its lists."""
    return re.escape(path).replace(r"\[\]", r"\[[^\]]*\]")


def _leave_out(content: Content, paths: list[re.Pattern[str]]) -> Content:
    if not paths:
        return content

    def shape_of(shape: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        return frozenset((path, kind) for path, kind in shape if not _any_matches(paths, path))

    return replace(
        content,
        shape=shape_of(content.shape),
        values={path: value for path, value in content.values.items() if not _any_matches(paths, path)},
        item_shapes={item: shape_of(shape) for item, shape in content.item_shapes.items()},
    )


def _any_matches(paths: list[re.Pattern[str]], path: str) -> bool:
    return any(pattern.search(path) for pattern in paths)


def _comparable(content: Content, other: Content) -> set[tuple[str, str]]:
    """Return the shape without what aggregates over the whole registry list.

    What one counts (`meta.affiliations[].id`) is left out where the other answer counted nothing.
    """
    others = {path for path, _ in other.shape}
    return {
        (path, kind)
        for path, kind in content.shape
        if not (_COUNTED.match(path) and path not in others and _parent(path) not in others)
    }


def _parent(path: str) -> str:
    head, bracket, _ = path.rpartition("[]")
    return f"{head}[]" if bracket else path


def _items(replayed: Replayed, expected: tuple[str, ...], given: tuple[str, ...]) -> Check:
    """Compare which records a list shows; how many only, where other answers' records are loaded, too."""
    if replayed.alone:
        found = len(set(expected) & set(given))
        share = found / len(set(expected) | set(given)) if expected or given else 1.0
    else:
        share = 1 - abs(len(expected) - len(given)) / max(len(expected), len(given), 1)
    return whole("items", min(share, 1.0), ", ".join(expected), ", ".join(given))


def _values(expected: Content, given: Content) -> Check | None:
    """Compare the values of both, and those that only the emulator has in a place that the other has, too.

    Of a place that the recording does not have at all the shape tells.
    """
    wanted = {
        path: value
        for path, value in expected.values.items()
        if not _AGGREGATES.match(path) and not _SECRETS.search(path)
    }
    if not wanted:
        return None
    places = {_in_shape(path) for path in wanted}
    compared = {
        path: value for path, value in given.values.items() if path in wanted or _in_shape(path) in places
    }
    return _by_value("values", wanted, compared)


def _in_shape(path: str) -> str:
    return re.sub(r"\[[^\]]*\]", "[]", path)


def _by_value(name: str, expected: dict[str, Any], given: dict[str, Any]) -> Check:
    differences = list(_value_differences(name, expected, given))
    wrong = {difference.where for difference in differences}
    places = expected.keys() | given.keys()
    parts = {place: Part(str(expected.get(place, _NOTHING)), place not in wrong) for place in places}
    return Check(name, 1 - len(differences) / (len(places) or 1), differences, parts)


def _value_differences(check: str, expected: dict[str, Any], given: dict[str, Any]) -> Iterator[Difference]:
    for path, value in expected.items():
        if _settled(given.get(path, _NOTHING)) != _settled(value):
            yield Difference(check, path, str(value), str(given.get(path, "(none)")))
    for path, value in given.items():
        if path not in expected:
            yield Difference(check, path, "(none)", str(value))


def _fields(expected: Content, given: Content) -> Check:
    if expected.kind == "citation":
        return _words(
            "fields", expected.text, given.text, list(expected.values.values()), list(given.values.values())
        )
    return _by_value("fields", expected.values, given.values)


def _words(name: str, recorded: str, emulator: str, expected: list[str], given: list[str]) -> Check:
    if expected == given:
        return whole(name, 1.0, recorded, emulator)
    share = difflib.SequenceMatcher(None, expected, given, autojunk=False).ratio()
    return whole(name, share, recorded, emulator)


def _text(expected: str, given: str) -> Check:
    if settle(expected.strip()) == settle(given.strip()):
        return whole("text", 1.0, expected, given)
    return _words("text", expected, given, settle(expected).split(), settle(given).split())
