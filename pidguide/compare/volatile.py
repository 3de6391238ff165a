"""Makes alike, for comparing only, what no two answers share: times, tokens, numbers given anew."""

import re
from typing import Any

UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE)
_PATTERNS = (
    (re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?"), "{time}"),
    (re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\b"), "{time}"),
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]+"), "{token}"),
    (re.compile(r"(?<=/dois/)\d{5,}$"), "{row}"),
    # Hosts inside ORCID's network that its error messages let through.
    (re.compile(r"\bsolr[\w-]*-loc\.orcid\.org(:\d+)?"), "{solr}"),
)
MILLISECONDS = range(10**12, 3 * 10**12)


def settle(text: str, *, references: bool = False) -> str:
    """Return a text with its volatile parts replaced by their names in braces.

    With `references` UUIDs stay: what one answer calls a record, a later one must call it, too.
    """
    if not references:
        text = UUID.sub("{uuid}", text)
    for pattern, name in _PATTERNS:
        text = pattern.sub(name, text)
    return text


def settle_value(value: Any, *, references: bool = False) -> Any:
    """Return a value of a body made comparable: volatile strings settled, times in milliseconds, too."""
    if isinstance(value, str):
        return settle(value, references=references)
    if isinstance(value, int) and not isinstance(value, bool) and value in MILLISECONDS:
        return "{time}"
    return value
