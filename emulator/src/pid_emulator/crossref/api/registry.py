"""Members, journals, funders, prefixes and licences: as loaded, else as the works tell."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from pid_emulator.core.records import Record
from pid_emulator.crossref import values, vocabulary
from pid_emulator.crossref.search.filters import group_by_name
from pid_emulator.crossref.search.index import words
from pid_emulator.crossref.store import CrossrefStore

_CURRENT_YEARS = 2
FUNDER_LIST_FIELDS = ("id", "location", "name", "alt-names", "uri", "replaces", "replaced-by", "tokens")

_COVERED: dict[str, Callable[[Record], object]] = {
    "affiliations": values.affiliations,
    "abstracts": lambda work: work.get("abstract"),
    "orcids": values.orcids,
    "licenses": lambda work: work.get("license"),
    "references": lambda work: work.get("reference"),
    "funders": values.funders,
    "similarity-checking": lambda work: _has_link(work, "similarity-checking"),
    "award-numbers": lambda work: any(funder.get("award") for funder in values.funders(work)),
    "ror-ids": values.ror_ids,
    "update-policies": lambda work: work.get("update-policy"),
    "resource-links": lambda work: _has_link(work, "text-mining") or _has_link(work, "unspecified"),
    "descriptions": lambda work: work.get("description"),
}


def _has_link(work: Record, application: str) -> bool:
    return application in values.texts_in(work, "link", "intended-application")


def members(store: CrossrefStore, now: datetime) -> dict[str, Record]:
    """Return all members by id."""
    by_member: dict[str, list[Record]] = {}
    for work in store.all("works").values():
        if work.get("member"):
            by_member.setdefault(values.last_part(work["member"]), []).append(work)
    derived = {
        key: _member(store, key, works, now)
        for key, works in by_member.items()
        if key not in store.all("members")
    }
    return {**store.all("members"), **derived}


def _member(store: CrossrefStore, key: str, works: Sequence[Record], now: datetime) -> Record:
    publishers = Counter(name for work in works for name in values.texts_in(work, "publisher"))
    name = publishers.most_common(1)[0][0] if publishers else ""
    prefixes = sorted({values.last_part(work["prefix"]) for work in works if work.get("prefix")})
    loaded = store.all("prefixes")
    return {
        "primary-name": name,
        **_statistics(works, now, by_type=True),
        "prefixes": prefixes,
        "prefix": [{"name": loaded.get(one, {}).get("name", name), "value": one} for one in prefixes],
        "id": int(key) if key.isdecimal() else key,
        "tokens": words(name),
        "location": None,
        "names": list(publishers),
    }


def journals(store: CrossrefStore, now: datetime) -> list[Record]:
    """Return all journals."""
    loaded = list(store.all("journals").values())
    known = {issn for journal in loaded for issn in values.texts_in(journal, "ISSN")}
    by_issns: dict[tuple[str, ...], list[Record]] = {}
    for work in store.all("works").values():
        issns = tuple(sorted(set(map(values.last_part, values.texts_in(work, "ISSN")))))
        if issns and not known.intersection(issns) and str(work.get("type", "")).startswith("journal"):
            by_issns.setdefault(issns, []).append(work)
    return [*loaded, *(_journal(issns, works, now) for issns, works in by_issns.items())]


def _journal(issns: tuple[str, ...], works: Sequence[Record], now: datetime) -> Record:
    titles = [title for work in works for title in values.texts_in(work, "container-title")]
    own = [
        title for work in works if work.get("type") == "journal" for title in values.texts_in(work, "title")
    ]
    return {
        **_statistics(works, now, by_type=False),
        "publisher": next(iter(values.texts_in(works[0], "publisher")), ""),
        "title": next(iter([*own, *titles]), ""),
        "subjects": [],
        "ISSN": list(issns),
        "issn-type": next((work["issn-type"] for work in works if work.get("issn-type")), []),
    }


def journal(store: CrossrefStore, issn: str, now: datetime) -> Record | None:
    """Return the journal with this ISSN, with or without its hyphen, or None."""
    wanted = issn.replace("-", "").upper()
    for one in journals(store, now):
        if wanted in {text.replace("-", "").upper() for text in values.texts_in(one, "ISSN")}:
            return one
    return None


def funders(store: CrossrefStore) -> dict[str, Record]:
    """Return all funders by id."""
    loaded = store.all("funders")
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for work in store.all("works").values():
        for funder in values.funders(work):
            for key in set(values.funder_ids(funder)):
                counts[key] += 1
                names.setdefault(key, str(funder.get("name", "")))
    for funder in loaded.values():
        for key, name in (funder.get("hierarchy-names") or {}).items():
            names.setdefault(key, str(name))
    derived = {key: _funder(key, names[key], counts[key]) for key in names if key not in loaded}
    return {**loaded, **derived}


def _funder(key: str, name: str, works: int) -> Record:
    return {
        "hierarchy-names": {key: name},
        "replaced-by": [],
        "work-count": works,
        "name": name,
        "descendants": [],
        "descendant-work-count": works,
        "id": key,
        "tokens": words(name),
        "replaces": [],
        "uri": f"https://doi.org/10.13039/{key}",
        "hierarchy": {key: {}},
        "alt-names": [],
        "location": None,
    }


def prefix(store: CrossrefStore, value: str, now: datetime) -> Record | None:
    """Return who owns a prefix, or None."""
    if value in store.all("prefixes"):
        return store.all("prefixes")[value]
    for member in members(store, now).values():
        for one in values.records_in(member, "prefix"):
            if one.get("value") == value:
                return {
                    "member": f"https://id.crossref.org/member/{member['id']}",
                    "name": one.get("name"),
                    "prefix": f"https://id.crossref.org/prefix/{value}",
                }
    return None


def licenses(store: CrossrefStore, works: Iterable[Record]) -> list[Record]:
    """Return the licences of `works` by address, and those loaded as records of their own."""
    counted = Counter(
        url for work in works for url in {str(one.get("URL")) for one in values.records_in(work, "license")}
    )
    loaded = store.all("licenses")
    derived = [{"URL": url, "work-count": count} for url, count in counted.items() if url not in loaded]
    return sorted([*loaded.values(), *derived], key=lambda one: str(one["URL"]))


def matches_words(record: Record, query: str | None, *fields: str) -> bool:
    """Tell whether every word of `query` stands in one of the fields."""
    text = " ".join(part for name in fields for part in values.texts_in(record, name))
    return set(words(query or "")) <= set(words(text))


def passes_member_filters(member: Record, filters: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a member passes the filters of /members."""
    counts = member.get("counts") or {}
    for name, wanted in group_by_name(filters).items():
        if name == "prefix":
            if not set(map(values.last_part, wanted)) & set(values.texts_in(member, "prefixes")):
                return False
        elif str(counts.get(name.replace("-doi-count", "-dois"))) not in wanted:
            return False
    return True


def _statistics(works: Sequence[Record], now: datetime, *, by_type: bool) -> Record:
    """Return counts, years, coverage and flags of some works, as members and journals show them."""
    checked = int(now.timestamp() * 1000)
    periods = {"all": list(works), "backfile": [], "current": []}
    for work in works:
        year = values.issued_year(work)
        is_current = year is not None and year >= now.year - _CURRENT_YEARS
        periods["current" if is_current else "backfile"].append(work)
    years = Counter(year for work in works if (year := values.issued_year(work)))
    covered = {period: _coverage(some) for period, some in periods.items()}
    both = ("current", "backfile")
    coverage = {f"{kind}-{period}": covered[period][kind] for kind in vocabulary.COVERAGE for period in both}
    types = {period: Counter(str(work.get("type")) for work in some) for period, some in periods.items()}
    return {
        "last-status-check-time": checked,
        "counts": {
            "current-dois": len(periods["current"]),
            "backfile-dois": len(periods["backfile"]),
            "total-dois": len(works),
        },
        "breakdowns": {"dois-by-issued-year": [list(pair) for pair in years.most_common()]},
        "coverage": coverage,
        **({"counts-type": {period: dict(counted) for period, counted in types.items()}} if by_type else {}),
        "coverage-type": {
            period: _coverage_by_type(some, checked)
            if by_type
            else {"last-status-check-time": checked, **covered[period]}
            for period, some in periods.items()
        },
        "flags": {
            "deposits": bool(works),
            "deposits-articles": any(work.get("type") == "journal-article" for work in works),
            **{f"deposits-{name}": share > 0 for name, share in coverage.items()},
        },
    }


def _coverage(works: Sequence[Record]) -> dict[str, float]:
    total = max(1, len(works))
    return {kind: sum(bool(_COVERED[kind](work)) for work in works) / total for kind in vocabulary.COVERAGE}


def _coverage_by_type(works: Sequence[Record], checked: int) -> Record:
    by_type: dict[str, list[Record]] = {}
    for work in works:
        by_type.setdefault(str(work.get("type")), []).append(work)
    return {name: {"last-status-check-time": checked, **_coverage(some)} for name, some in by_type.items()}
