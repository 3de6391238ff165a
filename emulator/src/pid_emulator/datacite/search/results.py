"""`GET /dois`: finds DOIs, orders them, cuts out a page (https://support.datacite.org/docs/api-get-lists)."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from pid_emulator.core.search_index import backwards
from pid_emulator.datacite.auth import Account
from pid_emulator.datacite.dois import Doi, parse_timestamp
from pid_emulator.datacite.errors import Problem
from pid_emulator.datacite.search.filters import passing
from pid_emulator.datacite.search.index import Document, DoiIndex, field_of, holders, index_of, known_index
from pid_emulator.datacite.search.paging import DEFAULT_SIZE, Page, encode_cursor, page_from
from pid_emulator.datacite.search.parameters import Parameters
from pid_emulator.datacite.search.query import Scores, prepare_words, query_from
from pid_emulator.datacite.store import DataCiteStore, System

CURSOR_AND_RANDOM = (
    "Cursor-based pagination and random sampling are mutually exclusive, please choose one or the other."
)
DEFAULT_SORT = "-updated"
_LOOKED_AT_BY_EACH_LIST = ("aasm_state", "agency")
_SAMPLE_GROUPS = {
    "client": "client_id",
    "data-center": "client_id",
    "provider": "provider_id",
    "resource-type": "resource_type_id",
}


@dataclass(frozen=True)
class Result:
    """What a search has found: all of it and one page, by numbers of the index, and where to go on."""

    index: DoiIndex
    found: Scores
    part: list[int]
    page: Page
    total: int
    cursor: str | None
    has_next: bool

    @property
    def dois(self) -> list[Doi]:
        """The DOIs of the page."""
        return [self.index.record(number) for number in self.part]

    @property
    def documents(self) -> list[Document]:
        """The documents of everything found, for facets."""
        return [self.index.document(number) for number in sorted(self.found)]

    @property
    def total_pages(self) -> int:
        """The number of pages."""
        return self.page.total_pages(self.total)


def prepare(store: DataCiteStore) -> None:
    """Make what every list needs, and the words of a plain query, before they are asked for."""
    for system in store.systems.values():
        index = known_index(system)
        prepare_words(index)
        index.prepare(dict(map(field_of, _LOOKED_AT_BY_EACH_LIST)))
        index.refresh()
        parameters = Parameters(MultiDict())
        _in_order(index, _found(index, parameters, None), None, 0, DEFAULT_SIZE)


def search(system: System, parameters: Parameters, account: Account | None, source: random.Random) -> Result:
    """Answer one search. Raises SearchError for a query that can't be parsed, Problem(400) for a bad mix."""
    page = page_from(parameters)
    is_random = parameters.flag("random")
    if is_random and page.is_cursor:
        raise Problem(400, CURSOR_AND_RANDOM)
    index = index_of(system)
    found = _found(index, parameters, account)
    if group := _SAMPLE_GROUPS.get(parameters.get("sample-group") or ""):
        return _sampled(index, found, group, parameters, page, source)
    total = len(found)
    if is_random:
        shuffled = sorted(found)
        source.shuffle(shuffled)
        return Result(index, found, shuffled[: page.size], page, total, None, False)
    if page.is_cursor:
        return _after_cursor(index, found, page)
    part = _in_order(index, found, parameters.get("sort"), page.offset, page.size)
    has_next = not (len(part) < page.size or page.size == 0 or page.number == page.total_pages(total))
    return Result(index, found, part, page, total, None, has_next)


def search_all(system: System, parameters: Parameters, account: Account | None) -> list[str]:
    """Return all DOIs that a search finds, by name and in its order. Raises SearchError."""
    index = index_of(system)
    found = _found(index, parameters, account)
    return [index.key(number) for number in _in_order(index, found, parameters.get("sort"), 0, len(found))]


def _found(index: DoiIndex, parameters: Parameters, account: Account | None) -> Scores:
    """Return the scores of what is found, by number."""
    if account is None:
        parameters.set("state", "findable")
        visible = index.numbers
    else:
        paths = {"aasm_state": "findable", "client_id": account.uid, "provider_id": account.uid}
        visible = set().union(*(holders(index, path, value) for path, value in paths.items()))
    query = None if parameters.get("ids") else query_from(parameters)
    passed = passing(parameters, index) & visible
    if query is None:
        return dict.fromkeys(passed, 1.0)
    return {number: score for number, score in query.scores(index).items() if number in passed}


def _after_cursor(index: DoiIndex, found: Scores, page: Page) -> Result:
    part = index.in_order("cursor", _cursor_place, found, count=page.size, after=page.after)
    cursor = encode_cursor(*_cursor_place(index.document(part[-1]))) if part else None
    has_next = 0 < page.size == len(part)
    return Result(index, found, part, page, len(found), cursor, has_next)


def _sampled(
    index: DoiIndex, found: Scores, group: str, parameters: Parameters, page: Page, source: random.Random
) -> Result:
    sample = parameters.get("sample") or "1"
    size = min(int(sample), 100) if sample.isdecimal() and len(sample) < 9 else 1
    groups: dict[str, list[int]] = {}
    for number in sorted(found):
        groups.setdefault(str(index.document(number).get(group)), []).append(number)
    part = [
        number for members in groups.values() for number in source.sample(members, min(size, len(members)))
    ]
    return Result(index, found, part, Page(1, max(len(part), 1)), len(part), None, False)


def _cursor_place(document: Document) -> tuple[int, str]:
    moment = parse_timestamp(document.get("created"))
    return (int(moment.timestamp() * 1000) if moment else 0, document["doi"])


def _in_order(index: DoiIndex, found: Scores, sort: str | None, first: int, count: int) -> list[int]:
    name = (sort or DEFAULT_SORT).strip()
    reverse, name = name.startswith("-"), name.removeprefix("-")
    if name == "relevance" and not reverse:
        ordered = sorted(found, key=lambda number: (-found[number], index.key(number)))
        return ordered[first : first + count]
    if name not in _SORTED_BY:
        name, reverse = "updated", True
    text_of = _SORTED_BY[name]

    def place(document: Document) -> tuple[str, str]:
        text = text_of(document)
        return backwards(text) if reverse else text, document["doi"]

    return index.in_order((name, reverse), place, found, first=first, count=count)


_SORTED_BY: dict[str, Callable[[Document], str]] = {
    "name": lambda document: str(document["doi"]),
    "created": lambda document: str(document.get("created") or ""),
    "updated": lambda document: str(document.get("updated") or ""),
    "published": lambda document: str(document.get("publication_year") or ""),
    "view-count": lambda document: f"{document['view_count']:012d}",
    "download-count": lambda document: f"{document['download_count']:012d}",
    "citation-count": lambda document: f"{document['citation_count']:012d}",
    "title": lambda document: _first_title(document),
}


def _first_title(document: Document) -> str:
    titles = document.get("primary_title") or []
    return str(titles[0].get("title") or "").lower() if titles else ""
