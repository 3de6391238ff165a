"""The fields of ORCID's search index: what each holds, and how its text is cut into words."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from enum import Enum


class FieldType(Enum):
    """How a field is compared."""

    TEXT = "words, in any case"
    FOLDED = "words, in any case and without diacritics"
    STRING = "the whole value, as it is written"
    DATE = "a moment"


_TEXT_FIELDS = """
given-names family-name current-institution-affiliation-name past-institution-affiliation-name credit-name
other-names biography external-id-source external-id-reference digital-object-ids agr arxiv asin asin-tld
bibcode cba cit ctx eid ethos handle hir isbn issn jfm jstor lccn mr oclc ol osti pat pmc pmid rfc
source-work-id ssrn uri urn wosuid zbl other-identifier-type work-titles funding-titles grant-numbers keyword
research-resource-proposal-title research-resource-item-name peer-review-type peer-review-role
peer-review-group-id text
"""
FIELDS = {
    **dict.fromkeys(_TEXT_FIELDS.split(), FieldType.TEXT),
    **dict.fromkeys(
        (
            "orcid",
            "email",
            "primary-record",
            "external-id-source-and-reference",
            "external-id-type-and-value",
        ),
        FieldType.STRING,
    ),
    **dict.fromkeys(("profile-last-modified-date", "profile-submission-date"), FieldType.DATE),
    "given-and-family-names": FieldType.FOLDED,
}
_DYNAMIC = {
    "-self": FieldType.STRING,
    "-part-of": FieldType.STRING,
    "-version-of": FieldType.STRING,
    "-org-id": FieldType.STRING,
    "-org-name": FieldType.TEXT,
}
# What these fields of the index hold comes back in the expanded and the CSV search.
STORED = (
    "orcid",
    "email",
    "given-names",
    "family-name",
    "given-and-family-names",
    "current-institution-affiliation-name",
    "past-institution-affiliation-name",
    "credit-name",
    "other-names",
)

# Unicode's word boundaries as far as names and identifiers go: a full stop holds letters or digits together.
_WORD = re.compile(r"\w+(?:(?:(?<=[^\W\d])[.:'’](?=[^\W\d])|(?<=\d)[.,;'](?=\d))\w+)*")
_NOT_DECOMPOSED = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)
_DATE_MATH = re.compile(r"(?P<start>NOW|[^/+]*?Z)(?P<math>(?:[+-]\d+[A-Z]+|/[A-Z]+)*)")
_STEP = re.compile(r"([+-]\d+|/)([A-Z]+?)S?(?=[+\-/]|$)")
_DAYS = {"YEAR": 365, "MONTH": 30, "WEEK": 7, "DAY": 1, "DATE": 1}
_SECONDS = {"HOUR": 3600, "MINUTE": 60, "SECOND": 1}


def field_type(name: str) -> FieldType | None:
    """Return how a field is compared, or None where the index has no such field."""
    if name in FIELDS:
        return FIELDS[name]
    return next((kind for suffix, kind in _DYNAMIC.items() if name.endswith(suffix)), None)


def words(kind: FieldType, text: str) -> list[str]:
    """Cut text into the words that are compared."""
    return _WORD.findall(normal(kind, text))


def normal(kind: FieldType, text: str) -> str:
    """Return text in the form that is compared, not cut."""
    if kind is FieldType.STRING:
        return text
    lower = text.lower()
    if kind is FieldType.FOLDED and not lower.isascii():
        decomposed = unicodedata.normalize("NFKD", lower.translate(_NOT_DECOMPOSED))
        return "".join(char for char in decomposed if not unicodedata.combining(char))
    return lower


def moment(text: str, now: datetime) -> datetime:
    """Return the moment that Solr's date words name: `NOW-7DAYS`, `2024-01-01T00:00:00Z`, `NOW/DAY`.

    Raises ValueError when they name none.
    """
    found = _DATE_MATH.fullmatch(text)
    if not found:
        raise ValueError(text)
    start = found["start"]
    at = now if start == "NOW" else datetime.fromisoformat(start)
    for change, unit in _STEP.findall(found["math"]):
        if unit not in _DAYS and unit not in _SECONDS:
            raise ValueError(text)
        at = _round_down(at, unit) if change == "/" else at + int(change) * _length(unit)
    return at.astimezone(UTC)


def _length(unit: str) -> timedelta:
    return timedelta(days=_DAYS[unit]) if unit in _DAYS else timedelta(seconds=_SECONDS[unit])


def _round_down(at: datetime, unit: str) -> datetime:
    order = ("year", "month", "day", "hour", "minute", "second")
    kept = order.index({"DATE": "day", "WEEK": "day"}.get(unit, unit.lower()))
    smallest = {"month": 1, "day": 1, "hour": 0, "minute": 0, "second": 0}
    return at.replace(microsecond=0, **{name: smallest[name] for name in order[kept + 1 :]})  # type: ignore[arg-type]
