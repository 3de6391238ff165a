"""Reads and checks the query string of a request, route by route."""

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from pid_emulator.crossref import errors, vocabulary
from pid_emulator.crossref.errors import Problem
from pid_emulator.crossref.search.filters import FUNDER_CHECKS, MEMBER_CHECKS, WORK_CHECKS, Check

Pairs = tuple[tuple[str, str], ...]

_KNOWN = (
    "query", "rows", "offset", "sample", "facet", "filter", "sort", "order", "cursor", "select", "mailto",
    "pingback", "url", "filename", "parent", "test",
)  # fmt: skip
_CURSOR_HINT = " Use the cursor parameter to page further into result sets."
_ALL_FACETS = ("*", "t", "T", "1")


@dataclass(frozen=True)
class Route:
    """Which parameters a route takes. `filters` is None where it takes none."""

    filters: Mapping[str, Check] | None = None
    is_list: bool = True
    is_works: bool = False
    has_query: bool = True
    has_cursor: bool = True


SINGLE = Route(is_list=False, has_query=False, has_cursor=False)
WORKS = Route(filters=WORK_CHECKS, is_works=True)
MEMBERS = Route(filters=MEMBER_CHECKS)
FUNDERS = Route(filters=FUNDER_CHECKS)
JOURNALS = Route()
LICENSES = Route()
TYPES = Route(has_cursor=False)


@dataclass(frozen=True)
class Asked:
    """What a request asks for, once nothing is wrong with it."""

    query: str | None
    field_queries: Pairs
    filters: Pairs
    facets: Pairs
    select: tuple[str, ...]
    sort: str | None
    descending: bool
    rows: int
    offset: int
    cursor: str | None
    sample: int | None


def read(arguments: "MultiDict[str, str]", route: Route) -> Asked | list[Problem]:
    """Return what is asked for, or everything that is wrong, in the order Crossref lists it."""
    given = {name: ",".join(arguments.getlist(name)) for name in arguments if any(arguments.getlist(name))}
    found = [
        *_unknown(arguments),
        *_pair_lists(given),
        *_paging(given, route),
        *_cursor(given, route),
        *_ordering(given, route),
        *_facets(given, route),
        *_filters(given, route),
        *_select(given, route),
        *_queries(given, route),
    ]
    if found:
        return found
    return Asked(
        query=given.get("query"),
        field_queries=tuple((name[6:], text) for name, text in given.items() if name.startswith("query.")),
        filters=_pairs(given.get("filter", "")) or (),
        facets=_asked_facets(given.get("facet", "")),
        select=tuple(given["select"].split(",")) if "select" in given else (),
        sort=given.get("sort"),
        descending=given.get("order", "desc") in ("desc", "-1"),
        rows=int(given.get("rows", 20)),
        offset=int(given.get("offset", 0)),
        cursor=given.get("cursor"),
        sample=int(given["sample"]) if "sample" in given else None,
    )


def _pairs(text: str) -> Pairs | None:
    """Return `name:value,name:value` as pairs, None where a part has no colon.

    A part that begins with a space is left out, as Crossref does: it takes it for the rest of a
    value with a comma in it.
    """
    parts = [part for part in text.split(",") if not part.startswith(" ")] if text else []
    pairs = [part.partition(":") for part in parts]
    if not all(colon for _, colon, _ in pairs):
        return None
    return tuple((name, value) for name, _, value in pairs)


def _asked_facets(text: str) -> Pairs:
    if text in _ALL_FACETS:
        return tuple((name, "*") for name in vocabulary.FACETS)
    return _pairs(text) or ()


def _unknown(arguments: "MultiDict[str, str]") -> list[Problem]:
    """Refuse what no route has, with a value or without: `?flter=`, or a filter that `&` cut in two."""
    names = [name for name in arguments if name and name not in _KNOWN and not name.startswith("query.")]
    return [errors.unknown_parameter(name) for name in names]


def _pair_lists(given: Mapping[str, str]) -> list[Problem]:
    asked = [given[name] for name in ("facet", "filter") if name in given]
    return [errors.not_pairs(text) for text in asked if text not in _ALL_FACETS and _pairs(text) is None]


def _refused(given: Mapping[str, str], *names: str) -> list[Problem]:
    return [errors.not_allowed(name) for name in names if name in given]


def _paging(given: Mapping[str, str], route: Route) -> list[Problem]:
    if not route.is_list:
        return _refused(given, "rows", "sample", "offset")
    rows = errors.check_number(given.get("rows", "20"), errors.ROWS_MAX)
    offset = errors.check_number(given.get("offset", "0"))
    if route.is_works and not rows and not offset:
        furthest = errors.OFFSET_MAX - int(given.get("rows", "20"))
        offset = errors.check_number(given.get("offset", "0"), furthest, _CURSOR_HINT)
    if route.is_works:
        sample = errors.check_number(given.get("sample", "0"), errors.SAMPLE_MAX)
        return [problem for problem in (rows, sample, offset) if problem]
    return [*_refused(given, "sample"), *(problem for problem in (rows, offset) if problem)]


def _cursor(given: Mapping[str, str], route: Route) -> list[Problem]:
    if not route.has_cursor:
        return _refused(given, "cursor")
    clashes = "cursor" in given and ("offset" in given or "sample" in given)
    return [errors.cursor_with_offset_or_sample()] if clashes else []


def _ordering(given: Mapping[str, str], route: Route) -> list[Problem]:
    if not route.is_works:
        return _refused(given, "sort", "order")
    order = errors.one_of("sort-order-not-valid", "Sort order", vocabulary.SORT_ORDERS)
    sort = errors.one_of("sort-field-not-valid", "Sort field", vocabulary.SORT_FIELDS)
    found = [order(given.get("order", "desc")), sort(given.get("sort", "score"))]
    return [problem for problem in found if problem]


def _facets(given: Mapping[str, str], route: Route) -> list[Problem]:
    if not route.is_works:
        return _refused(given, "facet")
    found = []
    for name, count in _asked_facets(given.get("facet", "")):
        if name != "*" and name not in vocabulary.FACETS:
            found.append(errors.not_available("facet", name, ("*", *vocabulary.FACETS)))
        elif count != "*" and (problem := errors.check_number(count)):
            found.append(problem)
    return found


def _filters(given: Mapping[str, str], route: Route) -> list[Problem]:
    if route.filters is None:
        return _refused(given, "filter")
    pairs = _pairs(given.get("filter", "")) or ()
    unknown = [name for name in dict.fromkeys(name for name, _ in pairs) if name not in route.filters]
    wrong = [route.filters[name](value) for name, value in pairs if name in route.filters]
    return [
        *(errors.not_available("filter", name, route.filters) for name in unknown),
        *(problem for problem in wrong if problem),
    ]


def _select(given: Mapping[str, str], route: Route) -> list[Problem]:
    if not route.is_works:
        return _refused(given, "select")
    names = given["select"].split(",") if "select" in given else []
    unknown = [name for name in names if name not in vocabulary.SELECTS]
    return [errors.not_available("select", name, vocabulary.SELECTS) for name in unknown]


def _queries(given: Mapping[str, str], route: Route) -> list[Problem]:
    found = [] if route.has_query else _refused(given, "query")
    fields = [name[6:] for name in given if name.startswith("query.")]
    if fields and not route.is_works:
        return [*found, errors.field_queries_not_allowed()]
    unknown = [name for name in fields if name not in vocabulary.FIELD_QUERIES]
    valid = vocabulary.FIELD_QUERIES
    return [*found, *(errors.not_available("field query", name, valid) for name in unknown)]
