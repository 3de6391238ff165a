"""Reads values out of a work as the REST API gives it, whatever its age and however little it holds."""

import re
import string
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from pid_emulator.core.records import Record

_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
CONTRIBUTORS = ("author", "editor", "chair", "translator")


@lru_cache(maxsize=1024)
def normalise_doi(text: str) -> str:
    """Return the bare DOI name in ASCII lower case; anything before its `10.` is cut off."""
    match = re.search(r"10\.\d[\d.]*/.*", text, re.DOTALL)
    return (match.group(0) if match else text).translate(_LOWER)


def last_part(value: object) -> str:
    """Return what follows the last slash: records of 2016 carry member and prefix as URLs."""
    return str(value).rstrip("/").rpartition("/")[2]


def records_in(work: Record, *path: str) -> Iterator[Record]:
    """Yield every object reached along `path`, through lists: `records_in(work, "author", "affiliation")`."""
    reached: list[Any] = [work]
    for name in path:
        reached = [part for one in reached for part in as_list(one.get(name)) if isinstance(part, dict)]
    yield from reached


def texts_in(work: Record, *path: str) -> list[str]:
    """Return every text (or number, as text) reached along `path`, through lists."""
    *way, name = path
    return [
        str(part) for one in records_in(work, *way) for part in as_list(one.get(name)) if part is not None
    ]


def as_list(value: Any) -> list[Any]:
    """Return a list as it is, nothing as an empty one, and anything else in one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def contributors(work: Record, *roles: str) -> Iterator[Record]:
    """Yield the contributors in these roles, all of them where none is named."""
    for role in roles or CONTRIBUTORS:
        yield from records_in(work, role)
    if "author" in roles or not roles:
        for project in records_in(work, "project"):
            yield from records_in(project, "lead-investigator")
            yield from records_in(project, "co-lead-investigator")
            yield from records_in(project, "investigator")


def names(people: Iterable[Record]) -> list[str]:
    """Return everyone's name as one text."""
    parts = ("given", "family", "name", "suffix")
    return [" ".join(str(person[part]) for part in parts if person.get(part)) for person in people]


def affiliations(work: Record) -> list[Record]:
    """Return every affiliation of every contributor, and the institutions of the work itself."""
    people = [part for person in contributors(work) for part in records_in(person, "affiliation")]
    return people + list(records_in(work, "institution"))


def orcids(work: Record) -> list[str]:
    """Return the ORCID iDs of all contributors, without address."""
    return [last_part(person["ORCID"]).upper() for person in contributors(work) if person.get("ORCID")]


def ror_ids(work: Record) -> list[str]:
    """Return the ROR ids of affiliations, institutions and funders, as addresses."""
    return ror_ids_of([*affiliations(work), *funders(work)])


def ror_ids_of(holders: Iterable[Record]) -> list[str]:
    """Return the ROR ids of affiliations or funders, as addresses."""
    return [
        str(identifier.get("id"))
        for holder in holders
        for identifier in records_in(holder, "id")
        if str(identifier.get("id-type", "")).upper() == "ROR"
    ]


def funders(work: Record) -> list[Record]:
    """Return the funders of a work; a grant's stand in its projects."""
    granted = list(records_in(work, "project", "funding", "funder"))
    return [*records_in(work, "funder"), *granted]


def funder_ids(funder: Record) -> list[str]:
    """Return a funder's Funder Registry ids, without prefix."""
    dois = [funder.get("DOI"), *(one.get("id") for one in records_in(funder, "id"))]
    return [last_part(doi) for doi in dois if doi and "10.13039/" in str(doi)]


def relations(work: Record) -> Iterator[tuple[str, Record]]:
    """Yield (relation type, the other object) for everything the work is related to."""
    relation = work.get("relation")
    for name, others in (relation if isinstance(relation, dict) else {}).items():
        for other in as_list(others):
            if isinstance(other, dict):
                yield name, other


def date_of(value: Any) -> str | None:
    """Return a date as YYYY-MM-DD, the earliest day it can mean, with the time where there is one."""
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("date-time"), str):
        return str(value["date-time"])
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list) or not first or not all(isinstance(part, int) for part in first):
        return None
    year, month, day = (*first, 1, 1)[:3]
    return f"{year:04d}-{month:02d}-{day:02d}"


def published(work: Record) -> str | None:
    """Return when a work was published first: `published`, else the earliest date that says so."""
    known = [
        date_of(work.get(name)) for name in ("published-print", "published-online", "posted", "approved")
    ]
    return (
        date_of(work.get("published"))
        or min(filter(None, known), default=None)
        or date_of(work.get("issued"))
    )


def issued_year(work: Record) -> int | None:
    """Return the year of `issued`."""
    date = date_of(work.get("issued"))
    return int(date[:4]) if date else None


def plain(text: str) -> str:
    """Return a text without its tags."""
    return re.sub(r"<[^>]*>", " ", text) if "<" in text else text
