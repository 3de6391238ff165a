"""Which organizations there are, by the numbers of ROR, the Funder Registry, GRID, Ringgold and LEI.

A small register of real ones lies beside this module; the registries know a hundred thousand more.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

Organization = tuple[str, str]  # source, number

# How each source's identifiers are written; the group is what tells one from another.
_WRITTEN = {
    "ROR": re.compile(r"https://ror\.org/(0[0-9a-hj-km-np-tv-z]{6}\d{2})"),
    "FUNDREF": re.compile(r"(?:https?://(?:dx\.)?doi\.org/)?10\.13039/(\d+)"),
    "RINGGOLD": re.compile(r"(\d+)"),
    "GRID": re.compile(r"(?:https?://(?:www\.)?grid\.ac/institutes/)?(grid\.\d+\.\w+)"),
    "LEI": re.compile(r"([0-9A-Z]{20})"),
}


def organization(disambiguated: Any) -> Organization | None:
    """Return source and number of a `disambiguated-organization`; None where it has none that is one."""
    if not isinstance(disambiguated, dict):
        return None
    source = str(disambiguated.get("disambiguation-source"))
    written = str(disambiguated.get("disambiguated-organization-identifier") or "")
    found = _WRITTEN[source].fullmatch(written) if source in _WRITTEN else None
    return (source, found[1]) if found else None


def is_registered(asked: Organization) -> bool:
    """Tell whether the built-in register has an organization."""
    return asked in _registered()


def named_in(value: Any) -> Iterator[Organization]:
    """Yield the organizations that an item, or a part of it, names."""
    if isinstance(value, list):
        for each in value:
            yield from named_in(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            found = organization(each) if key == "disambiguated-organization" else None
            if found:
                yield found
            else:
                yield from named_in(each)


@cache
def _registered() -> frozenset[Organization]:
    file = Path(__file__).parent / "organizations.json"
    numbers: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
    return frozenset((source, number) for source in numbers for number in numbers[source])
