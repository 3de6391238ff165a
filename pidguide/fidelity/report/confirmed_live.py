"""Whether a sample's cassette agrees in form with what the real services answered to such requests."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pidguide.cassettes.traffic import RecordedTraffic
from pidguide.compare.content import Content, parse_content
from pidguide.compare.exchanges import Exchange, read_exchanges
from pidguide.fidelity.score.one_exchange import RELIED_ON


@dataclass(frozen=True)
class Agreement:
    """The latest real answer that a cassette's exchanges were compared with.

    `date` is a day in ISO form; `source` names who recorded it.
    """

    date: str
    source: str


# Where an answer holds records; what may be in one, any answer of the service can show.
_RECORD = re.compile(
    r"^(?:message\.items\[\]|message|data(?:\[\])?\.attributes|included\[\]\.attributes|group\[\]\.work-summary\[\])\."
)
_FACET = re.compile(r"^message\.facets\.[^.]+")
_PACKAGE = re.compile(r"([A-Za-z][\w-]*)-(\d+(?:\.\d+)+)")


def agreement(cassette: Path, traffic: RecordedTraffic) -> Agreement | None:
    """Compare every exchange of a cassette with the real answers to the same kind of request.

    They agree where all have the route, the status, the media type and the format of a real answer, every
    member with its type occurs in one of these (a record's members in any real answer of the service), and
    so does every header that clients rely on. Returns None where one does not, or where one has no real
    counterpart.
    """
    counterparts: list[Exchange] = []
    for exchange in read_exchanges(cassette):
        real = traffic.like(exchange)
        if not real or find_disagreements(exchange, real, traffic.of_host(exchange.host)):
            return None
        counterparts += real
    dated = [real for real in counterparts if real.date]
    if not dated:
        return None
    latest = max(dated, key=lambda real: str(real.date))
    return Agreement(str(latest.date), source_of(latest))


def source_of(real: Exchange) -> str:
    """Return who recorded an exchange: as its recording says, else the package that it lies in."""
    packages = [match for part in real.file.parts if (match := _PACKAGE.fullmatch(part))]
    return real.source or " ".join(packages[-1].groups() if packages else ())


def find_disagreements(
    exchange: Exchange, real: Iterable[Exchange], of_host: Iterable[Exchange]
) -> list[str]:
    """Return what an exchange has that no real one has: members with their types, headers.

    `real` are those of the same kind, `of_host` all that the host answered.
    """
    ours = _content(exchange)
    theirs = [content for other in real if (content := _content(other)).kind == ours.kind]
    if not theirs:
        return [f"format {ours.kind}"]
    of_host = list(of_host)
    known = _members(theirs)
    in_records = _members([_content(other) for other in of_host if other.status < 300])
    missing = {
        f"{path} ({kind})"
        for path, kind in {(_general(path), kind) for path, kind in ours.shape} - known
        if (path, kind) not in in_records or not path.startswith("record.")
    }
    # What is empty in one answer and filled in another is known by its path.
    paths = {path for path, _ in known | in_records}
    missing -= {f"{path} (null)" for path in paths}
    headers = {name for other in of_host if other.headers_recorded for name in other.answer.headers}
    if headers:
        missing |= {
            f"header {name}" for name in RELIED_ON if exchange.answer.header(name) and name not in headers
        }
    return sorted(missing)


def _members(contents: Iterable[Content]) -> set[tuple[str, str]]:
    return {(_general(path), kind) for content in contents for path, kind in content.shape}


def _general(path: str) -> str:
    """Return a path that is the same in a record's own answer and in a list of records."""
    return _RECORD.sub("record.", _FACET.sub("message.facets.{facet}", path))


def _content(exchange: Exchange) -> Content:
    return parse_content(exchange.content_type, exchange.answer.body)
