"""Compares a recorded answer with the emulator's, check by check, and gives each exchange a score.

The checks and their weights:

| check | weight | how |
|---|---|---|
| status | 3 | the same or not |
| media type | 2 | type and subtype; a differing charset costs a fifth |
| redirect | 2 | the Location of a redirect, percent-encoding included |
| headers | 1 | those of RELIED_ON that the recording has |
| error | 4 | an error's body, volatile parts made alike; an HTML page's title |
| shape | 3 | JSON and XML: (path, type), list positions collapsed |
| values | 2 | JSON and XML: values of records that were loaded |
| fields | 4 | BibTeX, RIS, RDF, citations, CSV: the parsed fields |
| items | 3 | lists: the records that the recording lists |
| text | 4 | anything else |

Each counts between 0 and 1; a check that is not wholly right gets at most 0.95, so that no difference is
lost in a long body. An exchange's score is the weighted mean of the checks that apply; without the right
status nothing of the body counts.
"""

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from pidguide.compare.content import Content, parse_content
from pidguide.compare.exchanges import Exchange
from pidguide.compare.volatile import settle, settle_value
from pidguide.fidelity.replay import Answer, Replayed
from pidguide.fidelity.superseded import Superseded, rules_for

WEIGHTS = {
    "status": 3,
    "media type": 2,
    "redirect": 2,
    "headers": 1,
    "error": 4,
    "shape": 3,
    "values": 2,
    "fields": 4,
    "items": 3,
    "text": 4,
}
# Headers that clients read. Content-Type and a redirect's Location have checks of their own.
RELIED_ON = (
    "location",
    "link",
    "x-rate-limit-limit",
    "x-rate-limit-interval",
    "x-api-pool",
    "x-concurrency-limit",
    "retry-after",
    "www-authenticate",
    "allow",
)
REDIRECTS = (301, 302, 303, 307, 308)
FLAWED = 0.95
# Where whole-registry aggregates stand: what is in them depends on records that no recording shows.
# A score tells a work's rank among all works, a work-count how many have a licence.
_AGGREGATES = re.compile(
    r"^(message\.items\[[^\]]*\]\.(score|work-count)$"
    r"|message\.(total-results|facets|next-cursor|items-per-page)"
    r"|meta(\.|\[|$)|links\.|num-found|last-modified-date)"
)


@dataclass(frozen=True)
class Difference:
    """One thing in which the emulator's answer is not the recorded one."""

    check: str
    where: str
    recorded: str
    emulator: str


@dataclass
class Check:
    """One comparison: its name, what part of it is right, and what is not."""

    name: str
    share: float
    differences: list[Difference] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """What the check counts."""
        return WEIGHTS[self.name]

    @property
    def counted(self) -> float:
        """The share that counts: short of everything it is never more than FLAWED."""
        return 1.0 if self.share >= 1 else min(self.share, FLAWED)


@dataclass
class Scored:
    """An exchange with its checks.

    `superseded` lists the changes of the service that kept a difference out of them; `as_recorded` is the
    score with these differences.
    """

    replayed: Replayed
    checks: list[Check]
    superseded: list[Superseded] = field(default_factory=list)
    as_recorded: float = 0.0

    @property
    def score(self) -> float:
        """The weighted mean of the checks."""
        total = sum(check.weight for check in self.checks)
        return sum(check.weight * check.counted for check in self.checks) / total if total else 1.0

    @property
    def differences(self) -> list[Difference]:
        """Every difference."""
        return [difference for check in self.checks for difference in check.differences]


def score(replayed: Replayed) -> Scored:
    """Compare the recorded answer with the emulator's, but for what has changed since the recording."""
    rules = rules_for(replayed.recorded)
    scored = _score(replayed, rules)
    for rule in rules:
        if _score(replayed, [other for other in rules if other is not rule]).score < scored.score:
            scored.superseded.append(rule)
    scored.as_recorded = _score(replayed, []).score if scored.superseded else scored.score
    return scored


def score_as_recorded(replayed: Replayed) -> float:
    """Compare the recorded answer with the emulator's and leave nothing out."""
    return _score(replayed, []).score


def _score(replayed: Replayed, rules: list[Superseded]) -> Scored:
    answer = replayed.answer
    if answer is None:
        raise ValueError(f"{replayed.recorded.name} was not sent to the emulator")
    return Scored(replayed, list(_checks(replayed, replayed.recorded, answer, rules)))


def _checks(
    replayed: Replayed, recorded: Exchange, answer: Answer, rules: list[Superseded]
) -> Iterator[Check]:
    yield _same("status", str(recorded.status), str(answer.status))
    body_weighs = bool(recorded.answer.body.strip()) or bool(answer.message.body.strip())
    if recorded.headers_recorded and recorded.answer.headers:
        if body_weighs:
            yield _media_type(
                recorded.media_type,
                answer.header("content-type"),
                {rule.media_type_parameter for rule in rules if rule.media_type_parameter},
            )
        if recorded.status in REDIRECTS:
            yield _same(
                "redirect", _target(recorded.answer.header("location")), _target(answer.header("location"))
            )
        headers = _headers(recorded, answer, rules)
        if headers is not None:
            yield headers
    if recorded.method == "HEAD":
        return
    yield from _body(replayed, recorded, answer, rules)


def _same(name: str, recorded: str, emulator: str) -> Check:
    if recorded == emulator:
        return Check(name, 1.0)
    return Check(name, 0.0, [Difference(name, "", recorded, emulator)])


def _media_type(recorded: str | None, emulator: str | None, ignored: Collection[str]) -> Check:
    expected, given = _media_type_parts(recorded, ignored), _media_type_parts(emulator, ignored)
    if expected == given:
        return Check("media type", 1.0)
    difference = Difference("media type", "", recorded or "(none)", emulator or "(none)")
    return Check("media type", 0.8 if expected[0] == given[0] else 0.0, [difference])


def _media_type_parts(media_type: str | None, ignored: Collection[str]) -> tuple[str, tuple[str, ...]]:
    bare, *parameters = (media_type or "").lower().replace(" ", "").split(";")
    return bare, tuple(sorted(each for each in parameters if each.partition("=")[0] not in ignored))


def _target(location: str | None) -> str:
    return (location or "(none)").replace(":443/", "/")


def _headers(recorded: Exchange, answer: Answer, rules: list[Superseded]) -> Check | None:
    changed = {name for rule in rules for name in rule.headers}
    new = {name for rule in rules for name in rule.new_headers}
    names = [name for name in RELIED_ON if recorded.answer.header(name) is not None]
    if recorded.status in REDIRECTS:
        names = [name for name in names if name != "location"]
    extra = [
        name
        for name in RELIED_ON
        if recorded.answer.header(name) is None
        and answer.header(name) is not None
        and name not in {"location", *new}
    ]
    if not names and not extra:
        return None
    differences = [
        Difference("headers", name, recorded.answer.header(name) or "", answer.header(name) or "(none)")
        for name in names
        if not _same_header(recorded.answer.header(name), answer.header(name), name in changed)
    ]
    differences += [Difference("headers", name, "(none)", answer.header(name) or "") for name in extra]
    return Check("headers", 1 - len(differences) / (len(names) + len(extra)), differences)


def _same_header(recorded: str | None, emulator: str | None, presence_only: bool) -> bool:
    if presence_only:
        return emulator is not None
    return settle(recorded or "") == settle(emulator or "")


def _body(replayed: Replayed, recorded: Exchange, answer: Answer, rules: list[Superseded]) -> Iterator[Check]:
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
        yield _same("text", str(expected.values), str(given.values))
    elif expected.kind in ("json", "xml"):
        yield from _document(replayed, expected, given)
    elif expected.kind == "text":
        yield _text(expected.text, given.text)
    else:
        yield _fields(expected, given)


def _type_of(recorded: Exchange) -> str | None:
    """Return the recorded media type; where none was recorded, the one that was asked for."""
    if recorded.media_type:
        return recorded.media_type
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
        return _same("error", str(expected.values.get("title")), str(given.values.get("title")))
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
    return _same("error", settle(expected.text.strip()), settle(given.text.strip()))


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
