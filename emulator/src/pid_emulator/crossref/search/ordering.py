"""Sorts works and counts facets over them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nsmallest

from pid_emulator.core.records import Record
from pid_emulator.core.search_index import backwards
from pid_emulator.crossref import values, vocabulary
from pid_emulator.crossref.search.index import Index
from pid_emulator.crossref.values import normalise_doi

_DATES: dict[str, Callable[[Record], str | None]] = {
    "created": lambda work: values.date_of(work.get("created")),
    "deposited": lambda work: values.date_of(work.get("deposited")),
    "updated": lambda work: values.date_of(work.get("deposited")),
    "indexed": lambda work: values.date_of(work.get("indexed")),
    "issued": lambda work: values.date_of(work.get("issued")),
    "published": values.published,
    "published-online": lambda work: values.date_of(work.get("published-online")),
    "published-print": lambda work: values.date_of(work.get("published-print")),
}


def sorted_works(
    index: Index, scores: Mapping[int, float], field: str | None, *, descending: bool, first: int, count: int
) -> list[int]:
    """Return a part of the works that have scores, by number and in order, from `first` on, `count` at most.

    Without a field they are ordered by score, those of one score as they came. Works that lack what is sorted
    by come last.
    """
    if field in (None, "score", "relevance"):
        sign = -1 if descending else 1
        places = (
            (sign * score, index.arrival(index.key(number)), number) for number, score in scores.items()
        )
        return [number for _, _, number in nsmallest(first + count, places)[first:]]

    def place(work: Record) -> tuple[bool, str | int, int]:
        arrival = index.arrival(normalise_doi(str(work["DOI"])))
        if field not in _DATES:
            number = _number(work.get(str(field)))
            return False, -number if descending else number, arrival
        date = _DATES[field](work)
        return not date, backwards(date or "") if descending else date or "", arrival

    return index.in_order((field, descending), place, scores, first=first, count=count)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


FACETS: dict[str, Callable[[Record], Iterable[str]]] = {
    "affiliation": lambda work: {
        t for one in values.affiliations(work) for t in values.texts_in(one, "name")
    },
    "archive": lambda work: values.texts_in(work, "archive"),
    "assertion": lambda work: set(values.texts_in(work, "assertion", "name")),
    "assertion-group": lambda work: set(values.texts_in(work, "assertion", "group", "name")),
    "category-name": lambda work: values.texts_in(work, "subject"),
    "container-title": lambda work: values.texts_in(work, "container-title"),
    "funder-doi": lambda work: {
        f"https://doi.org/10.13039/{one}"
        for funder in values.funders(work)
        for one in values.funder_ids(funder)
    },
    "funder-name": lambda work: {
        t for funder in values.funders(work) for t in values.texts_in(funder, "name")
    },
    "issn": lambda work: {
        f"https://id.crossref.org/issn/{values.last_part(one)}" for one in values.texts_in(work, "ISSN")
    },
    "journal-issue": lambda work: values.texts_in(work, "issue"),
    "journal-volume": lambda work: values.texts_in(work, "volume"),
    "license": lambda work: {str(one["URL"]) for one in values.records_in(work, "license") if one.get("URL")},
    "link-application": lambda work: set(values.texts_in(work, "link", "intended-application")),
    "orcid": lambda work: {f"https://orcid.org/{one}" for one in values.orcids(work)},
    "published": lambda work: [date[:4]] if (date := values.published(work)) else [],
    "publisher-name": lambda work: values.texts_in(work, "publisher"),
    "relation-type": lambda work: {name for name, _ in values.relations(work)},
    "ror-id": lambda work: set(values.ror_ids(work)),
    "source": lambda work: values.texts_in(work, "source"),
    "type-name": lambda work: [vocabulary.TYPES.get(one, one) for one in values.texts_in(work, "type")],
    "update-type": lambda work: values.texts_in(work, "update-to", "type"),
}


def count_facets(works: Iterable[Record], asked: Sequence[tuple[str, str]]) -> dict[str, Record]:
    """Return, for every facet asked for, its most frequent values with the number of works."""
    works = list(works)
    names = dict(asked)
    if "*" in names:
        names = dict.fromkeys(vocabulary.FACETS, names["*"])
    return {name: _facet(works, name, wanted) for name, wanted in names.items()}


def _facet(works: Sequence[Record], name: str, wanted: str) -> Record:
    most = vocabulary.FACETS[name] or vocabulary.FACET_VALUES_MAX
    count = most if wanted == "*" else min(most, int(wanted))
    counted = Counter(value for work in works for value in FACETS[name](work)).most_common(count)
    return {"value-count": len(counted), "values": dict(counted)}
