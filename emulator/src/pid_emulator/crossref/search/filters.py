"""The filters of work lists: which there are, what each accepts, and which works it keeps.

Filters of different names are ANDed, those of the same name ORed; filters that share a name before a
dot (`award.number`, `award.funder`) must be met by the same object of a work.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pid_emulator.core.records import Record
from pid_emulator.crossref import values, vocabulary
from pid_emulator.crossref.errors import (
    Problem,
    check_boolean,
    check_date,
    check_doi,
    check_funder,
    check_integer,
    check_issn,
    check_orcid,
    check_prefix,
    one_of,
)
from pid_emulator.crossref.search.index import Index

Check = Callable[[str], Problem | None]
Test = Callable[[Record, str], bool]


@dataclass(frozen=True)
class Filter:
    """One filter: the form its value must have, and the test a work must pass."""

    check: Check
    test: Test


def _anything(value: str) -> None:
    return None


@dataclass(frozen=True)
class _Comparison:
    """A test that compares what stands in a work, `values_of`, with what is asked for.

    Either `form` brings both into the form in which they are the same, or `stands` compares them.
    """

    values_of: Callable[[Record], Iterable[str]]
    form: Callable[[str], str] = str
    stands: Callable[[str, str], bool] | None = None

    def __call__(self, work: Record, value: str) -> bool:
        if self.stands is not None:
            return any(self.stands(found, value) for found in self.values_of(work))
        return self.form(value) in map(self.form, self.values_of(work))

    def passing(self, index: Index, name: str, value: str) -> set[int]:
        """Return the numbers of the works that pass; `name` is that of the filter."""
        if self.stands is not None:
            stands = self.stands
            return index.with_any(("filter", name), self.values_of, lambda found: stands(found, value))
        return index.with_value(
            ("filter", name), lambda work: map(self.form, self.values_of(work)), self.form(value)
        )


def _same(texts: Callable[[Record], Iterable[str]]) -> Test:
    return _Comparison(texts, str.lower)


def _at(*path: str) -> Test:
    return _same(lambda work: values.texts_in(work, *path))


def _has(present: Callable[[Record], object]) -> Filter:
    return Filter(check_boolean, lambda work, value: bool(present(work)) == (value in ("t", "true", "1")))


def _has_any(*path: str) -> Filter:
    *way, name = path
    return _has(
        lambda work: any(one.get(name) not in (None, [], {}, "") for one in values.records_in(work, *way))
    )


_FIRST, _LAST = "0000-01-01T00:00:00", "9999-12-31T23:59:59"


def _first(value: str) -> str:
    """Return the first second that a year, month, day, hour, minute or second has."""
    return value.removesuffix("Z") + _FIRST[len(value.removesuffix("Z")) :]


def _last(value: str) -> str:
    """Return the last second of it. A month has 31 days here, as only texts are compared."""
    return value.removesuffix("Z") + _LAST[len(value.removesuffix("Z")) :]


def _dates(name: str, found: Callable[[Record], str | None]) -> dict[str, Filter]:
    def moment(work: Record) -> str:
        date = found(work)
        return _first(date)[: len(_FIRST)] if date else ""

    def moments(work: Record) -> list[str]:
        return [moment(work)]

    return {
        f"from-{name}-date": Filter(
            check_date, _Comparison(moments, stands=lambda found, value: found >= _first(value))
        ),
        f"until-{name}-date": Filter(
            check_date, _Comparison(moments, stands=lambda found, value: "" < found <= _last(value))
        ),
    }


def _date(*path: str) -> Callable[[Record], str | None]:
    *way, name = path
    return lambda work: next(
        (found for one in values.records_in(work, *way) if (found := values.date_of(one.get(name)))), None
    )


def _funder_test(work: Record, value: str) -> bool:
    return values.last_part(value) in {
        i for funder in values.funders(work) for i in values.funder_ids(funder)
    }


def _award_amount(work: Record) -> float | None:
    amounts = values.texts_in(work, "project", "award-amount", "amount")
    return max((float(text) for text in amounts if text.replace(".", "", 1).isdigit()), default=None)


def _amount(compare: Callable[[float, float], bool]) -> Filter:
    def test(work: Record, value: str) -> bool:
        amount = _award_amount(work)
        return amount is not None and compare(amount, float(value))

    return Filter(check_integer, test)


def _digits(number: str) -> str:
    return values.last_part(number).replace("-", "").upper()


def _same_digits(*path: str) -> Test:
    return _Comparison(lambda work: values.texts_in(work, *path), _digits)


def _same_end(texts: Callable[[Record], Iterable[str]]) -> Test:
    return _Comparison(texts, values.last_part)


def _same_doi(*path: str) -> Test:
    return _Comparison(lambda work: values.texts_in(work, *path), values.normalise_doi)


def _delay_within(license: Record, value: str) -> bool:
    delay = license.get("delay-in-days")
    return isinstance(delay, int) and delay <= int(value)


_version = one_of("version-not-valid", "Version", ("vor", "am", "tdm"))
_application = one_of(
    "intended-application-not-valid",
    "Intended application",
    ("unspecified", "text-mining", "similarity-checking"),
)
_asserted_by = one_of(
    "funder-doi-asserted-by-not-valid", "Funder DOI asserted by party", ("crossref", "publisher")
)
_type = one_of("type-not-valid", "Type", tuple(vocabulary.TYPES))

WORK_FILTERS: dict[str, Filter] = {
    **_dates("accepted", _date("accepted")),
    **_dates("approved", _date("approved")),
    **_dates("awarded", _date("project", "award-start")),
    **_dates("created", _date("created")),
    **_dates("deposit", _date("deposited")),
    **_dates("event-end", _date("event", "end")),
    **_dates("event-start", _date("event", "start")),
    **_dates("index", _date("indexed")),
    **_dates("issued", _date("issued")),
    **_dates("online-pub", _date("published-online")),
    **_dates("posted", _date("posted")),
    **_dates("print-pub", _date("published-print")),
    **_dates("pub", values.published),
    **_dates("update", _date("deposited")),
    "alternative-id": Filter(_anything, _at("alternative-id")),
    "archive": Filter(_anything, _at("archive")),
    "article-number": Filter(_anything, _at("article-number")),
    "assertion": Filter(_anything, _at("assertion", "name")),
    "assertion-group": Filter(_anything, _at("assertion", "group", "name")),
    "category-name": Filter(_anything, _at("subject")),
    "citation-id": Filter(_anything, _at("reference", "key")),
    "clinical-trial-number": Filter(_anything, _at("clinical-trial-number", "clinical-trial-number")),
    "container-title": Filter(_anything, _at("container-title")),
    "content-domain": Filter(_anything, _at("content-domain", "domain")),
    "doi": Filter(check_doi, _same_doi("DOI")),
    "funder": Filter(check_funder, _funder_test),
    "funder-doi-asserted-by": Filter(_asserted_by, _at("funder", "doi-asserted-by")),
    "group-title": Filter(_anything, _at("group-title")),
    "gte-award-amount": _amount(lambda amount, value: amount >= value),
    "lte-award-amount": _amount(lambda amount, value: amount <= value),
    "has-abstract": _has_any("abstract"),
    "has-affiliation": _has(values.affiliations),
    "has-affiliation-ror-id": _has(lambda work: values.ror_ids_of(values.affiliations(work))),
    "has-alias": _has_any("aliases"),
    "has-archive": _has_any("archive"),
    "has-assertion": _has_any("assertion"),
    "has-authenticated-orcid": _has(
        lambda work: any(person.get("authenticated-orcid") is True for person in values.contributors(work))
    ),
    "has-award": _has(lambda work: any(f.get("award") for f in values.funders(work)) or work.get("award")),
    "has-clinical-trial-number": _has_any("clinical-trial-number"),
    "has-content-domain": _has_any("content-domain", "domain"),
    "has-description": _has_any("description"),
    "has-domain-restriction": _has_any("content-domain", "crossmark-restriction"),
    "has-event": _has_any("event"),
    "has-full-text": _has_any("link"),
    "has-funder": _has(values.funders),
    "has-funder-ror-id": _has(lambda work: values.ror_ids_of(values.funders(work))),
    "has-funder-doi": _has(lambda work: any(values.funder_ids(funder) for funder in values.funders(work))),
    "has-license": _has_any("license"),
    "has-orcid": _has(values.orcids),
    "has-references": _has(lambda work: work.get("reference") or work.get("references-count")),
    "has-relation": _has_any("relation"),
    "has-ror-id": _has(values.ror_ids),
    "has-update": _has_any("updated-by"),
    "has-update-policy": _has_any("update-policy"),
    "is-update": _has_any("update-to"),
    "isbn": Filter(_anything, _same_digits("ISBN")),
    "issn": Filter(check_issn, _same_digits("ISSN")),
    "member": Filter(check_integer, _same_end(lambda work: values.texts_in(work, "member"))),
    "orcid": Filter(check_orcid, lambda work, value: values.last_part(value).upper() in values.orcids(work)),
    "prefix": Filter(check_prefix, _same_end(lambda work: values.texts_in(work, "prefix"))),
    "ror-id": Filter(_anything, _same_end(values.ror_ids)),
    "type": Filter(_type, _at("type")),
    "type-name": Filter(_anything, _same(lambda work: [vocabulary.TYPES.get(str(work.get("type")), "")])),
    "update-type": Filter(_anything, _at("update-to", "type")),
    "updates": Filter(check_doi, _same_doi("update-to", "DOI")),
}  # fmt: skip

# Filters with a dot look into one object at a time: group -> (the objects of a work, the filters).
DOT_FILTERS: dict[str, tuple[Callable[[Record], Iterable[Record]], Mapping[str, Filter]]] = {
    "award": (
        values.funders,
        {
            "award.funder": Filter(check_funder, _same_end(values.funder_ids)),
            "award.number": Filter(_anything, _at("award")),
        },
    ),
    "full-text": (
        lambda work: values.records_in(work, "link"),
        {
            "full-text.type": Filter(_anything, _at("content-type")),
            "full-text.application": Filter(_application, _at("intended-application")),
            "full-text.version": Filter(_version, _at("content-version")),
        },
    ),
    "license": (
        lambda work: values.records_in(work, "license"),
        {
            "license.url": Filter(_anything, _at("URL")),
            "license.version": Filter(_version, _at("content-version")),
            "license.delay": Filter(check_integer, _delay_within),
        },
    ),
    "relation": (
        lambda work: [{**other, "relation-type": name} for name, other in values.relations(work)],
        {
            "relation.type": Filter(_anything, _at("relation-type")),
            "relation.object-type": Filter(_anything, _at("id-type")),
            "relation.object": Filter(_anything, _at("id")),
        },
    ),
}  # fmt: skip

WORK_CHECKS: dict[str, Check] = {
    **{name: one.check for name, one in WORK_FILTERS.items()},
    **{name: one.check for _, group in DOT_FILTERS.values() for name, one in group.items()},
}
MEMBER_CHECKS: dict[str, Check] = {
    "prefix": check_prefix,
    "backfile-doi-count": check_integer,
    "current-doi-count": check_integer,
}
FUNDER_CHECKS: dict[str, Check] = {"location": _anything}


def group_by_name(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the values of each filter: those of one name are alternatives."""
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped


def passing(index: Index, pairs: Sequence[tuple[str, str]]) -> set[int]:
    """Return the numbers of the works that pass all the filters."""
    grouped = group_by_name(pairs)
    passed = index.numbers
    for name, wanted in grouped.items():
        if name in WORK_FILTERS:
            passed = passed & set().union(*(_passing_one(index, name, each) for each in wanted))
    for objects, group in DOT_FILTERS.values():
        asked = {name: wanted for name, wanted in grouped.items() if name in group}
        if asked:
            passed = passed & _passing_together(index, objects, asked, group)
    return passed


def _passing_one(index: Index, name: str, value: str) -> set[int]:
    test = WORK_FILTERS[name].test
    if isinstance(test, _Comparison):
        return test.passing(index, name, value)
    return _marked(index, ("filter", name, value), lambda work: test(work, value))


def _passing_together(
    index: Index,
    objects: Callable[[Record], Iterable[Record]],
    asked: Mapping[str, list[str]],
    group: Mapping[str, Filter],
) -> set[int]:
    name = ("filters", *((name, *wanted) for name, wanted in sorted(asked.items())))
    return _marked(index, name, lambda work: any(_passes(one, asked, group) for one in objects(work)))


def _marked(index: Index, name: tuple[object, ...], test: Callable[[Record], bool]) -> set[int]:
    """Return the numbers of the works that stand a test, which is made once for each work and kept."""
    return index.with_value(name, lambda work: ["passes"] if test(work) else [], "passes")


def _passes(record: Record, asked: Mapping[str, list[str]], filters: Mapping[str, Filter]) -> bool:
    return all(any(filters[name].test(record, value) for value in wanted) for name, wanted in asked.items())
