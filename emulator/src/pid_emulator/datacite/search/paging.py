"""Pages, cursors and the links between them (https://support.datacite.org/docs/pagination)."""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import quote_plus

from pid_emulator.datacite.search.parameters import Parameters

DEFAULT_SIZE = 25
MAX_SIZE = 1000
WINDOW = 10_000
# What the server puts into the link to the next page; all else that was asked for is forgotten.
KEPT_IN_NEXT = (
    "query", "provider-id", "consortium-id", "client-id", "funder-id", "affiliation-id", "resource-type-id",
    "prefix", "certificate", "published", "created", "registered", "has-citations", "has-references",
    "has-parts", "has-part-of", "has-versions", "has-version-of", "has-views", "has-downloads", "has-person",
    "has-affiliation", "has-organization", "has-funder", "facets", "disable-facets", "detail", "composite",
    "affiliation", "publisher", "funded-by", "include-funder-child-organizations", "affiliation-country",
    "enriched",
)  # fmt: skip
_UNDERSCORED = {
    "funded-by": "funded_by",
    "include-funder-child-organizations": "include_funder_child_organizations",
}


@dataclass(frozen=True)
class Page:
    """The part of a result that a request asks for; `after` is set in cursor mode only."""

    number: int
    size: int
    after: tuple[int, str] | None = None

    @property
    def is_cursor(self) -> bool:
        """Whether the client pages with a cursor."""
        return self.after is not None

    @property
    def offset(self) -> int:
        """How many records lie before this page."""
        return (self.number - 1) * self.size

    def total_pages(self, total: int) -> int:
        """Return the number of pages; without a cursor no more than lead to the 10,000th record."""
        if self.size == 0:
            return 0
        return ceil((total if self.is_cursor else min(total, WINDOW)) / self.size)


def page_from(parameters: Parameters, default_size: int = DEFAULT_SIZE) -> Page:
    """Read page[size], page[number] and page[cursor]; what is out of bounds is clamped without a word."""
    size = _integer(parameters.get("page[size]"), default_size)
    size = min(max(size, 0), MAX_SIZE)
    number = max(_integer(parameters.get("page[number]"), 1), 1)
    if parameters.has("page[cursor]"):
        return Page(number, size, decode_cursor(parameters.get("page[cursor]") or ""))
    if size:
        number = min(number, max(WINDOW // size, 1))
    return Page(number, size)


def encode_cursor(milliseconds: int, identifier: str) -> str:
    """Return the token that stands for a place behind one record."""
    return base64.urlsafe_b64encode(f"{milliseconds},{identifier}".encode()).decode().rstrip("=")


def decode_cursor(token: str) -> tuple[int, str]:
    """Return the place that a token stands for, the beginning where it stands for none."""
    try:
        text = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode("utf-8")
    except (binascii.Error, ValueError):
        return 0, ""
    milliseconds, comma, identifier = text.partition(",")
    return (
        (int(milliseconds), identifier)
        if comma and milliseconds.isdecimal() and len(milliseconds) < 19
        else (0, "")
    )


def next_link(base: str, parameters: Parameters, page: Page, cursor: str | None) -> str:
    """Return the address of the next page as the server builds it: a fixed list, in alphabetical order."""
    kept: dict[str, Any] = {_UNDERSCORED.get(name, name): parameters.get(name) for name in KEPT_IN_NEXT}
    kept = {name: value for name, value in kept.items() if value is not None}
    for kind, names in parameters.fields().items():
        kept[f"fields[{kind}]"] = ",".join(names)
    kept["page[size]"] = str(page.size)
    if cursor is not None:
        kept["page[cursor]"] = cursor
    else:
        kept["page[number]"] = str(page.number + 1)
    return f"{base}?" + to_query(kept)


def next_link_of_list(base: str, parameters: Parameters, kept: Iterable[str], page: Page) -> str:
    """Return the address of the next page of a list of other things than DOIs; `kept` names what it keeps."""
    told = {name: value for name in kept if (value := parameters.get(name))}
    return f"{base}?" + to_query({**told, "page[number]": page.number + 1, "page[size]": page.size})


def to_query(parameters: dict[str, Any]) -> str:
    """Return a query string in the order and with the escapes that DataCite's server writes."""
    pairs = [f"{quote_plus(name)}={quote_plus(str(value))}" for name, value in parameters.items()]
    return "&".join(sorted(pairs))


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text) if text else default
    except ValueError:
        return default
