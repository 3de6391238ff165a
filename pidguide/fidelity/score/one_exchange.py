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
| values | 2 | JSON and XML: values of records that were loaded, extra ones too |
| times | 1 | stored ones the same, those given anew of now, created before updated |
| fields | 4 | BibTeX, RIS, RDF, citations, CSV: the parsed fields |
| items | 3 | lists: the records that the recording lists |
| order | 2 | lists that a sort was asked for: the order of these records |
| page | 2 | lists: totals, sizes, numbers of pages, links, counts of facets |
| text | 4 | anything else |

Each counts between 0 and 1; a check that is not wholly right gets at most 0.95, so that no difference is
lost in a long body. An exchange's score is the weighted mean of the checks that apply; without the right
status nothing of the body counts. What only echoes the recording weighs nothing: see `control`.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from pidguide.compare.exchanges import Exchange
from pidguide.compare.volatile import settle
from pidguide.fidelity.score.bodies import compare_bodies
from pidguide.fidelity.score.control import of_shape, without_echoes
from pidguide.fidelity.score.replay import Answer, Replayed
from pidguide.fidelity.score.superseded import Superseded, rules_for
from pidguide.fidelity.score.weights import Check, Difference, Part, same, whole

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


@dataclass
class Scored:
    """An exchange with its checks.

    `superseded` lists the changes of the service that kept a difference out of them; `as_recorded` is the
    score with these differences; `unloaded` what an emulator that knows nothing gets. Both are of the same
    parts as the score.
    """

    replayed: Replayed
    checks: list[Check]
    superseded: list[Superseded] = field(default_factory=list)
    as_recorded: float = 0.0
    unloaded: float = 0.0

    @property
    def weight(self) -> float:
        """What the checks count together: nothing where all of them only echo the recording."""
        return sum(check.weight for check in self.checks)

    @property
    def score(self) -> float:
        """The weighted mean of the checks."""
        right = sum(check.weight * check.counted for check in self.checks)
        return right / self.weight if self.weight else 1.0

    @property
    def exact(self) -> bool:
        """Whether there is no difference at all."""
        return not self.differences

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
    scored.as_recorded = score_as_recorded(replayed) if scored.superseded else scored.score
    scored.unloaded = _unloaded(replayed, scored.checks, rules)
    return scored


def score_as_recorded(replayed: Replayed) -> float:
    """Compare the recorded answer with the emulator's and leave nothing out."""
    return _score(replayed, []).score


def not_to_be_scored(replayed: Replayed, reason: str) -> Scored:
    """Return an exchange of an emulated host that there is no answer to compare with: none of it counts."""
    return Scored(replayed, [whole("status", 0.0, str(replayed.recorded.status), reason)])


def _score(replayed: Replayed, rules: list[Superseded]) -> Scored:
    checks = _checks_of(replayed, rules)
    controls = [_checks_of(control, rules) for control in replayed.controls]
    weighed = [
        without_echoes(
            check, [other for control in controls for other in control if other.name == check.name]
        )
        for check in checks
    ]
    values = next((check for check in weighed if check.name == "values"), None)
    if values is not None:
        weighed = [of_shape(check, values) if check.name == "shape" else check for check in weighed]
    return Scored(replayed, weighed)


def _unloaded(replayed: Replayed, checks: list[Check], rules: list[Superseded]) -> float:
    """Return the score, over the parts that count, of an emulator that was given no record."""
    if replayed.unloaded is None:
        return 0.0
    others = {check.name: check for check in _checks_of(replayed.unloaded, rules)}
    total = sum(check.weight for check in checks)
    right = 0.0
    for check in checks:
        if other := others.get(check.name):
            counted = other.share_of(check.parts.keys() - check.echoed) if check.echoed else other.counted
            right += check.weight * counted
    return right / total if total else 1.0


def _checks_of(replayed: Replayed, rules: list[Superseded]) -> list[Check]:
    if replayed.answer is None:
        raise ValueError(f"{replayed.recorded.name} was not sent to the emulator")
    return list(_checks(replayed, replayed.recorded, replayed.answer, rules))


def _checks(
    replayed: Replayed, recorded: Exchange, answer: Answer, rules: list[Superseded]
) -> Iterator[Check]:
    yield same("status", str(recorded.status), str(answer.status))
    body_weighs = bool(recorded.answer.body.strip()) or bool(answer.message.body.strip())
    if recorded.headers_recorded and recorded.answer.headers:
        if body_weighs:
            yield _media_type(
                recorded.content_type,
                answer.header("content-type"),
                {rule.media_type_parameter for rule in rules if rule.media_type_parameter},
            )
        if recorded.status in REDIRECTS:
            yield same(
                "redirect", _target(recorded.answer.header("location")), _target(answer.header("location"))
            )
        headers = _headers(recorded, answer, rules)
        if headers is not None:
            yield headers
    if recorded.method == "HEAD":
        return
    yield from compare_bodies(replayed, recorded, answer, rules)


def _media_type(recorded: str | None, emulator: str | None, ignored: Collection[str]) -> Check:
    expected, given = _media_type_parts(recorded, ignored), _media_type_parts(emulator, ignored)
    share = 1.0 if expected == given else 0.8 if expected[0] == given[0] else 0.0
    return whole("media type", share, recorded or "(none)", emulator or "(none)")


def _media_type_parts(media_type: str | None, ignored: Collection[str]) -> tuple[str, tuple[str, ...]]:
    bare, *parameters = (media_type or "").lower().replace(" ", "").split(";")
    return bare, tuple(sorted(each for each in parameters if each.partition("=")[0] not in ignored))


def _target(location: str | None) -> str:
    return (location or "(none)").replace(":443/", "/")


def _headers(recorded: Exchange, answer: Answer, rules: list[Superseded]) -> Check | None:
    changed = {name for rule in rules for name in rule.headers}
    new = {name for rule in rules for name in rule.new_headers}
    gone = {name for rule in rules for name in rule.gone_headers}
    names = [name for name in RELIED_ON if recorded.answer.header(name) is not None and name not in gone]
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
    wrong = {difference.where for difference in differences}
    parts = {name: Part(recorded.answer.header(name) or "", name not in wrong) for name in [*names, *extra]}
    return Check("headers", 1 - len(differences) / len(parts), differences, parts)


def _same_header(recorded: str | None, emulator: str | None, presence_only: bool) -> bool:
    if presence_only:
        return emulator is not None
    return _header_settled(recorded or "") == _header_settled(emulator or "")


def _header_settled(value: str) -> str:
    """Return a header without what each answer of a handle server names anew."""
    return re.sub(r'\b(sessionId|nonce)="[^"]+"', r"\1", settle(value, references=True))
