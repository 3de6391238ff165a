"""Compares two answers' bodies: errors by text, documents by shape and values, formats by fields."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from pidguide.compare.content import Content, parse_content
from pidguide.compare.exchanges import Exchange
from pidguide.compare.volatile import settle, settle_value
from pidguide.fidelity.score.replay import Answer, Replayed
from pidguide.fidelity.score.superseded import Superseded
from pidguide.fidelity.score.weights import Check, Difference, same

# Where whole-registry aggregates stand: what is in them depends on records that no recording shows.
# A score tells a work's rank among all works, a work-count how many have a licence.
_AGGREGATES = re.compile(
    r"^(message\.items\[[^\]]*\]\.(score|work-count)$"
    r"|message\.(total-results|facets|next-cursor|items-per-page)"
    r"|meta(\.|\[|$)|links\.|num-found|last-modified-date)"
)


def compare_bodies(
    replayed: Replayed, recorded: Exchange, answer: Answer, rules: list[Superseded]
) -> Iterator[Check]:
    """Compare the bodies of a recorded answer and the emulator's."""
    expected, given = _without(
        rules,
        parse_content(_type_of(recorded), recorded.answer.body),
        parse_content(answer.header("content-type") or _type_of(recorded), answer.message.body),
    )
    name = _body_check(recorded, expected)
    if recorded.status != answer.status:
        if expected.kind != "empty":
            yield Check(name, 0.0, [Difference(name, "", expected.text, given.text)])
    elif expected.kind == "empty":
        if given.kind != "empty":
            yield Check("text", 0.0, [Difference("text", "", "(empty)", given.text)])
    elif expected.kind != given.kind:
        yield Check(
            name,
            0.0,
            [Difference(name, "", f"{expected.kind}: {expected.text}", f"{given.kind}: {given.text}")],
        )
    elif name == "error":
        yield _error(expected, given)
    elif expected.kind == "html":
        yield same("text", str(expected.values), str(given.values))
    elif expected.kind in ("json", "xml"):
        yield from _document(replayed, expected, given)
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
        expected_values = {path: settle_value(value) for path, value in expected.values.items()}
        given_values = {path: settle_value(value) for path, value in given.values.items()}
        if expected_values == given_values and expected.shape == given.shape:
            return Check("error", 1.0)
        differences = list(_value_differences("error", expected.values, given.values))
        right = sum(given_values.get(path, _NOTHING) == value for path, value in expected_values.items())
        every = len(expected_values.keys() | given_values.keys()) or 1
        # An error is read as a whole: half of the check is lost with any difference in it.
        return Check("error", 0.5 * right / every, differences)
    return same("error", settle(expected.text.strip()), settle(given.text.strip()))


_NOTHING = object()


def _document(replayed: Replayed, expected: Content, given: Content) -> Iterator[Check]:
    if expected.items is not None:
        yield _items(replayed, expected.items, given.items or ())
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
    wrong = len({path for path, _ in missing | extra})
    return Check("shape", 1 - wrong / union, differences)


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
    """Return the shape without what aggregates over the whole registry hold.

    What one counts (`meta.affiliations[].id`) is left out where the other answer counted nothing.
    """
    others = {path for path, _ in other.shape}
    return {
        (path, kind)
        for path, kind in content.shape
        if not (_AGGREGATES.match(path) and path not in others and _parent(path) not in others)
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
    if share >= 1:
        return Check("items", 1.0)
    return Check("items", share, [Difference("items", "", ", ".join(expected), ", ".join(given))])


def _values(expected: Content, given: Content) -> Check | None:
    wanted = {path: value for path, value in expected.values.items() if not _AGGREGATES.match(path)}
    if not wanted:
        return None
    differences = list(_value_differences("values", wanted, given.values, extra=False))
    return Check("values", 1 - len(differences) / len(wanted), differences)


def _value_differences(
    check: str, expected: dict[str, object], given: dict[str, object], *, extra: bool = True
) -> Iterator[Difference]:
    for path, value in expected.items():
        if settle_value(given.get(path, _NOTHING)) != settle_value(value):
            yield Difference(check, path, str(value), str(given.get(path, "(none)")))
    if extra:
        for path, value in given.items():
            if path not in expected:
                yield Difference(check, path, "(none)", str(value))


def _fields(expected: Content, given: Content) -> Check:
    if expected.kind == "citation":
        return _words(
            "fields", expected.text, given.text, list(expected.values.values()), list(given.values.values())
        )
    differences = list(_value_differences("fields", expected.values, given.values))
    every = len(expected.values.keys() | given.values.keys()) or 1
    return Check("fields", max(0.0, 1 - len(differences) / every), differences)


def _words(name: str, recorded: str, emulator: str, expected: list[str], given: list[str]) -> Check:
    if expected == given:
        return Check(name, 1.0)
    share = difflib.SequenceMatcher(None, expected, given, autojunk=False).ratio()
    return Check(name, share, [Difference(name, "", recorded, emulator)])


def _text(expected: str, given: str) -> Check:
    if settle(expected.strip()) == settle(given.strip()):
        return Check("text", 1.0)
    return _words("text", expected, given, settle(expected).split(), settle(given).split())
