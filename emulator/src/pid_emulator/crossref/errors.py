"""What Crossref finds wrong with a request, in its own words.

The words are those of recorded answers and, where no answer was seen, of the source that the
registry published for its API: `UNOBSERVED` in this package says which those are.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time

ROWS_MAX = 1000
SAMPLE_MAX = 100
OFFSET_MAX = 10_000


@dataclass(frozen=True)
class Problem:
    """One entry of a validation failure's `message`."""

    type: str
    value: str
    message: str


def not_allowed(parameter: str) -> Problem:
    """A parameter that exists, but not on this route."""
    return Problem("parameter-not-allowed", parameter, f"This route does not support {parameter}")


def field_queries_not_allowed() -> Problem:
    """`query.author` and its like, where there is nothing to search."""
    return Problem("parameter-not-allowed", "query.*", "This route does not support field query parameters")


def unknown_parameter(name: str) -> Problem:
    """A parameter that no route has."""
    message = f"Parameter {name} specified but there is no such parameter available on any route"
    return Problem("unknown-parameter", name, message)


def not_available(kind: str, name: str, valid: Iterable[str]) -> Problem:
    """A filter, facet, field query or select of a name that the route does not have.

    `kind` is written as in the message: "filter", "facet", "field query" or "select".
    """
    plural = kind[:-1] + "ies" if kind.endswith("y") else kind + "s"
    message = (
        f"{kind.capitalize()} '{name}' specified but there is no such {kind} for this route."
        f" Valid {plural} for this route are: {', '.join(valid)}"
    )
    error = {"field query": "field-query-not-available"}.get(kind, f"{kind}-not-available")
    return Problem(error, name, message)


def not_pairs(text: str) -> Problem:
    """A filter or facet list that isn't `name:value,name:value`."""
    message = f"Pair list form specified as '{text}' but should be of the form: key:val,...,keyN:valN"
    return Problem("pair-list-form-invalid", text, message)


def cursor_with_offset_or_sample() -> Problem:
    """Two ways of paging at once."""
    return Problem(
        "cursor-with-offset-or-sample", "cursor", "Cursor cannot be combined with offset or sample"
    )


def check_number(value: str, maximum: int | None = None, hint: str = "") -> Problem | None:
    """Check a whole number of at most `maximum`."""
    if re.fullmatch(r"[0-9]{1,18}", value) and (maximum is None or int(value) <= maximum):
        return None
    limit = "" if maximum is None else f" less than or equal to {maximum}"
    message = f"Integer specified as {value} but must be a positive integer{limit}. {hint}"
    return Problem("integer-not-valid", value, message)


def check_integer(value: str) -> Problem | None:
    """Check a whole number in a filter."""
    return check_number(value)


def one_of(error: str, label: str, valid: tuple[str, ...]) -> Callable[[str], Problem | None]:
    """Return a check that a value is one of a vocabulary."""

    def check(value: str) -> Problem | None:
        if value in valid:
            return None
        return Problem(error, value, f"{label} specified as {value} but must be one of: {', '.join(valid)}")

    return check


check_boolean = one_of("boolean-not-valid", "Boolean", ("t", "true", "1", "f", "false", "0"))


_DATE = re.compile(
    r"([0-9]{4}(?:-[0-9]{2}){0,2})|([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}(?::[0-9]{2}){0,2})Z?"
)


def check_date(value: str) -> Problem | None:
    """Check YYYY, YYYY-MM, YYYY-MM-DD or a day with an hour, and that there is such a moment.

    An hour is `T12`, also with minutes and seconds.
    """
    form = _DATE.fullmatch(value)
    if form is None:
        message = f"Date specified as {value} but must be of the form: yyyy or yyyy-MM or yyyy-MM-dd"
        return Problem("date-not-valid", value, message)
    year, month, day = (*map(int, (form[1] or form[2]).split("-")), 1, 1)[:3]
    try:
        date(max(year, 1), month, day)
        hour, minute, second = (*map(int, (form[3] or "0").split(":")), 0, 0)[:3]
        time(hour, minute, second)
    except ValueError:
        message = f"Date {value} specified in the correct format but represents an illegitimate date."
        return Problem("date-not-legitimate", value, message)
    return None


def _form(error: str, label: str, pattern: str, form: str) -> Callable[[str], Problem | None]:
    def check(value: str) -> Problem | None:
        if re.fullmatch(pattern, value, re.IGNORECASE | re.DOTALL):
            return None
        return Problem(error, value, f"{label} specified as {value} but must be {form}")

    return check


check_doi = _form(
    "doi-not-valid",
    "DOI",
    r".*10\.\d{4,}[\d.]*/.+",
    "of the form: 10.prefix/suffix where prefix is 4 or more digits and suffix  is a string",
)
check_issn = _form(
    "issn-not-valid",
    "ISSN",
    r".*\d{4}-?\d{3}[\dx]",
    "of the form: aaaa-aaab where a is a digit, and b is a digit or 'X'",
)
check_orcid = _form(
    "orcid-not-valid",
    "ORCID",
    r".*\d{4}-\d{4}-\d{4}-\d{3}[\dx]",
    "of the form: aaaa-aaaa-aaaa-aaab where a is a digit and b is a digit or 'X'",
)
check_prefix = _form(
    "prefix-not-valid",
    "Prefix",
    r".*10\.\d{4,}[\d.]*",
    "of the form: 10.digits where digits is 4 or more digits",
)
check_funder = _form(
    "funder-id-not-valid", "Funder ID", r"\d+|.*10\.\d{4,}[\d.]*/.+", "a DOI or positive integer"
)
