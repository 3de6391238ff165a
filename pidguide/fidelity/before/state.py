"""The state an emulator must be in before recorded requests are sent to it.

A recording shows answers, not what the registry knew. What it must have known is derived from the
exchanges by general rules, one function for each service (`before_crossref`, `before_datacite`,
`before_doi_org`, `before_orcid`); no rule looks at a file's name. Common to all:

- A record that a 2xx answer shows is loaded, unless an earlier request of the same recording made it.
- What a write answers is not loaded before the write: an update finds the record without what the
  request sets, a creation finds none.
- A page that is not the first follows as many made-up records as it skips, copies of those it shows.
- A record that an answer says is missing is not loaded for that request's sake.
- A record in another format than the registry's own (a citation as BibTeX) is taken from another
  recording that shows it, then from the emulator's built-in records, else made from the fields of the
  answer itself.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from pid_emulator.core import accounts
from pid_emulator.world import World
from pidguide.compare.exchanges import Exchange

Record = dict[str, Any]


@dataclass(frozen=True)
class Load:
    """A record to add to a store before the requests: `world.<store>.add(kind, record)`."""

    store: str
    kind: str
    record: Record
    name: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells the record from others."""
        return self.store, self.kind, self.name.lower()


class NoRecordError(Exception):
    """An answer that needs a record which no recording shows and which can't be made from the answer."""


class OrcidClient(NamedTuple):
    """Whose requests of ORCID's member API a recording has; the name is "" where no answer tells it."""

    client_id: str
    name: str = ""


def _nothing_built_in(store: str, kind: str, name: str) -> None:
    """Know no record."""


@dataclass
class Found:
    """Records that any recording shows, by store, kind and name; the one with the most members is kept.

    `built_in` returns the emulator's own record of that name, or None. `repository` is the DataCite account
    that the recording at hand was made with, `client` the ORCID client.
    """

    built_in: Callable[[str, str, str], Record | None] = _nothing_built_in
    repository: str = accounts.DATACITE_REPOSITORY_ID
    client: OrcidClient = OrcidClient(accounts.ORCID_CLIENT_ID)
    records: dict[tuple[str, str, str], Record] = field(default_factory=dict)
    by_file: dict[tuple[str, str, str], dict[Path, Record]] = field(default_factory=dict)

    def keep(self, loads: Iterable[Load], file: Path) -> None:
        """Remember the records that a recording shows."""
        for load in loads:
            of_file = self.by_file.setdefault(load.key, {})
            of_file[file] = _larger(of_file.get(file), load.record)
            self.records[load.key] = _larger(self.records.get(load.key), load.record)

    def get(self, store: str, kind: str, name: str) -> Record | None:
        """Return the record of that name, None where no recording shows it."""
        return self.records.get((store, kind, name.lower()))

    def elsewhere(self, store: str, kind: str, name: str, file: Path) -> Record | None:
        """Return the record of that name that another recording than this one shows."""
        of_file = self.by_file.get((store, kind, name.lower()), {})
        others = [record for other, record in of_file.items() if other != file]
        return max(others, key=_size, default=None)

    def with_records_of(self, file: Path, loads: Iterable[Load]) -> "Found":
        """Return what is found where a recording shows these records instead."""
        records = dict(self.records)
        shown = Found()
        shown.keep(loads, file)
        for key, of_file in self.by_file.items():
            if file in of_file:
                records.pop(key)
                if other := self.elsewhere(*key, file):
                    records[key] = other
        for key, record in shown.records.items():
            records[key] = _larger(records.get(key), record)
        return replace(self, records=records)


def _size(record: Record) -> int:
    return len(str(record))


def _larger(known: Record | None, record: Record) -> Record:
    return record if known is None or _size(record) > _size(known) else known


def load_all(world: World, loads: Iterable[Load]) -> list[Load]:
    """Add records to the world, return those it took. The first of several records of one name is kept
    unless a later one has more members."""
    chosen: dict[tuple[str, str, str], Load] = {}
    for load in loads:
        known = chosen.get(load.key)
        if known is None or _size(load.record) > _size(known.record):
            chosen[load.key] = load
    for load in chosen.values():
        getattr(world, load.store).add(load.kind, load.record)
    return list(chosen.values())


# A later page follows at most so many made-up records; no service shows one after the ten thousandth.
MOST_MADE_UP = 10_000


def number_asked(exchange: Exchange, *names: str, default: int) -> int:
    """Return the whole number that the first of these parameters gives, else the default."""
    asked = parse_qs(urlsplit(exchange.url).query)
    given = next((asked[name][0] for name in names if name in asked), "")
    return int(given) if given.isdigit() else default


def skipped(records: Sequence[Record], count: int) -> Iterator[tuple[int, Record]]:
    """Yield as many numbered records as a page skips, copies of those on it; none where that is too many."""
    if records and count <= MOST_MADE_UP:
        for number in range(count):
            yield number, records[number % len(records)]


def shown(exchange: Exchange) -> bool:
    """Tell whether the answer shows what was there: a 2xx answer to a request that changes nothing."""
    return exchange.method in ("GET", "HEAD") and 200 <= exchange.status < 300


def dictionaries(value: Any) -> Iterator[Record]:
    """Yield the objects of a list; of anything else nothing."""
    for item in value if isinstance(value, list) else []:
        if isinstance(item, dict):
            yield item
