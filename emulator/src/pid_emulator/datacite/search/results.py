"""`GET /dois`: finds DOIs, orders them, cuts out a page (https://support.datacite.org/docs/api-get-lists)."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pid_emulator.datacite.auth import Account, may_see
from pid_emulator.datacite.dois import Doi, parse_timestamp
from pid_emulator.datacite.errors import Problem
from pid_emulator.datacite.search.filters import passes
from pid_emulator.datacite.search.index import Document, index_document
from pid_emulator.datacite.search.paging import Page, encode_cursor, page_from
from pid_emulator.datacite.search.parameters import Parameters
from pid_emulator.datacite.search.query import query_from
from pid_emulator.datacite.store import System

CURSOR_AND_RANDOM = (
    "Cursor-based pagination and random sampling are mutually exclusive, please choose one or the other."
)
DEFAULT_SORT = "-updated"
_SAMPLE_GROUPS = {
    "client": "client_id",
    "data-center": "client_id",
    "provider": "provider_id",
    "resource-type": "resource_type_id",
}


@dataclass(frozen=True)
class Result:
    """What a search has found: the DOIs of one page, all documents (for facets), and where to go on."""

    dois: list[Doi]
    documents: list[Document]
    page: Page
    total: int
    cursor: str | None
    has_next: bool

    @property
    def total_pages(self) -> int:
        """The number of pages."""
        return self.page.total_pages(self.total)


def search(system: System, parameters: Parameters, account: Account | None, source: random.Random) -> Result:
    """Answer one search. Raises SearchError for a query that can't be parsed, Problem(400) for a bad mix."""
    page = page_from(parameters)
    is_random = parameters.flag("random")
    if is_random and page.is_cursor:
        raise Problem(400, CURSOR_AND_RANDOM)
    found = _found(system, parameters, account)
    documents = [document for _, document, _ in found]
    if group := _SAMPLE_GROUPS.get(parameters.get("sample-group") or ""):
        return _sampled(found, group, parameters, page, source)
    total = len(found)
    if is_random:
        source.shuffle(found)
        return Result([doi for doi, _, _ in found[: page.size]], documents, page, total, None, False)
    if page.is_cursor:
        return _after_cursor(found, documents, page, total)
    found.sort(key=_order(parameters.get("sort")))
    part = found[page.offset : page.offset + page.size]
    has_next = not (len(part) < page.size or page.size == 0 or page.number == page.total_pages(total))
    return Result([doi for doi, _, _ in part], documents, page, total, None, has_next)


def search_all(system: System, parameters: Parameters, account: Account | None) -> list[Doi]:
    """Return all DOIs that a search finds, in its order. Raises SearchError."""
    found = _found(system, parameters, account)
    return [doi for doi, _, _ in sorted(found, key=_order(parameters.get("sort")))]


Found = tuple[Doi, Document, float]


def _found(system: System, parameters: Parameters, account: Account | None) -> list[Found]:
    if account is None:
        parameters.set("state", "findable")
    query = None if parameters.get("ids") else query_from(parameters)
    test = passes(parameters)
    found = []
    for doi in system.dois.values():
        if not may_see(doi, account):
            continue
        document = index_document(doi, system)
        if not test(document):
            continue
        score = query.score(document) if query else 1.0
        if score:
            found.append((doi, document, score))
    return found


def _after_cursor(found: list[Found], documents: list[Document], page: Page, total: int) -> Result:
    ordered = sorted(found, key=lambda item: _cursor_place(item[0]))
    part = [item for item in ordered if _cursor_place(item[0]) > (page.after or (0, ""))][: page.size]
    cursor = encode_cursor(*_cursor_place(part[-1][0])) if part else None
    has_next = 0 < page.size == len(part)
    return Result([doi for doi, _, _ in part], documents, page, total, cursor, has_next)


def _sampled(
    found: list[Found], group: str, parameters: Parameters, page: Page, source: random.Random
) -> Result:
    sample = parameters.get("sample") or "1"
    size = min(int(sample), 100) if sample.isdecimal() and len(sample) < 9 else 1
    groups: dict[str, list[Doi]] = {}
    for doi, document, _ in found:
        groups.setdefault(str(document.get(group)), []).append(doi)
    dois = [doi for members in groups.values() for doi in source.sample(members, min(size, len(members)))]
    documents = [document for _, document, _ in found]
    return Result(dois, documents, Page(1, max(len(dois), 1)), len(dois), None, False)


def _cursor_place(doi: Doi) -> tuple[int, str]:
    moment = parse_timestamp(doi.attributes.get("created"))
    return (int(moment.timestamp() * 1000) if moment else 0, doi.doi)


def _order(sort: str | None) -> Callable[[Found], Any]:
    name = (sort or DEFAULT_SORT).strip()
    reverse, name = name.startswith("-"), name.removeprefix("-")
    if name == "relevance" and not reverse:
        return lambda item: (-item[2], item[0].doi)
    keys: dict[str, Callable[[Found], str]] = {
        "name": lambda item: item[0].doi,
        "created": lambda item: str(item[1].get("created") or ""),
        "updated": lambda item: str(item[1].get("updated") or ""),
        "published": lambda item: str(item[1].get("publication_year") or ""),
        "view-count": lambda item: f"{item[1]['view_count']:012d}",
        "download-count": lambda item: f"{item[1]['download_count']:012d}",
        "citation-count": lambda item: f"{item[1]['citation_count']:012d}",
        "title": lambda item: _first_title(item[1]),
    }
    if name not in keys:
        name, reverse = "updated", True
    key = keys[name]
    # Texts are compared backwards for a descending order, so that equal ones stay in the order of their DOIs.
    return lambda item: (_backwards(key(item)) if reverse else tuple(map(ord, key(item))), item[0].doi)


def _backwards(text: str) -> tuple[int, ...]:
    return (*(-ord(character) for character in text), 1)


def _first_title(document: Document) -> str:
    titles = document.get("primary_title") or []
    return str(titles[0].get("title") or "").lower() if titles else ""
