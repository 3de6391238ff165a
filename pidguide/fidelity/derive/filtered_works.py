"""What the filters of a request say of the works that its answer lists or counts."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

Record = dict[str, Any]

_TRUE = ("t", "true", "1")
# What a work has of which a filter only asks that there is one.
_PRESENT: dict[str, Record] = {
    "has-abstract": {"abstract": "<jats:p>Abstract</jats:p>"},
    "has-affiliation": {"author": [{"family": "Name", "affiliation": [{"name": "Organization"}]}]},
    "has-archive": {"archive": ["Portico"]},
    "has-assertion": {"assertion": [{"name": "received", "value": "received"}]},
    "has-award": {"funder": [{"name": "Funder", "award": ["1"]}]},
    "has-content-domain": {"content-domain": {"domain": ["example.org"]}},
    "has-event": {"event": {"name": "Event"}},
    "has-full-text": {"link": [{"URL": "https://example.org/", "content-type": "text/html"}]},
    "has-funder": {"funder": [{"name": "Funder"}]},
    "has-funder-doi": {"funder": [{"name": "Funder", "DOI": "10.13039/100000001"}]},
    "has-license": {"license": [{"URL": "https://example.org/license"}]},
    "has-orcid": {"author": [{"family": "Name", "ORCID": "https://orcid.org/0000-0002-1825-0097"}]},
    "has-references": {"reference": [{"key": "1"}], "references-count": 1},
    "has-relation": {"relation": {"references": [{"id": "10.5555/1", "id-type": "doi"}]}},
    "has-ror-id": {
        "author": [{"family": "Name", "affiliation": [{"id": [{"id": "https://ror.org/05gq02987"}]}]}]
    },
    "has-update": {"updated-by": [{"DOI": "10.5555/1", "type": "correction"}]},
    "has-update-policy": {"update-policy": "https://doi.org/10.5555/policy"},
    "is-update": {"update-to": [{"DOI": "10.5555/1", "type": "correction"}]},
}
_VALUES: dict[str, Callable[[str], Record]] = {
    "alternative-id": lambda value: {"alternative-id": [value]},
    "archive": lambda value: {"archive": [value]},
    "article-number": lambda value: {"article-number": value},
    "container-title": lambda value: {"container-title": [value]},
    "funder": lambda value: {"funder": [{"name": "Funder", "DOI": _funder_doi(value)}]},
    "isbn": lambda value: {"ISBN": [value]},
    "issn": lambda value: {"ISSN": [value]},
    "license.url": lambda value: {"license": [{"URL": value}]},
    "member": lambda value: {"member": value},
    "orcid": lambda value: {"author": [{"family": "Name", "ORCID": value}]},
    "prefix": lambda value: {"prefix": value},
    "type": lambda value: {"type": value},
    "type-name": lambda value: {"type": value.lower().replace(" ", "-")},
    "update-type": lambda value: {"update-to": [{"DOI": "10.5555/1", "type": value}]},
    "updates": lambda value: {"update-to": [{"DOI": value, "type": "correction"}]},
    "award.number": lambda value: {"funder": [{"name": "Funder", "award": [value]}]},
}
# The members of a work behind from-…-date and until-…-date.
_DATES = {
    "pub": "issued",
    "issued": "issued",
    "print-pub": "published-print",
    "online-pub": "published-online",
    "posted": "posted",
    "accepted": "accepted",
}
_MOMENTS = {"index": "indexed", "created": "created", "update": "deposited", "deposit": "deposited"}
_DATE_FILTER = re.compile(r"(?:from|until)-(.+)-date")


def what_filters_say(url: str) -> Record:
    """Return the members that a work must have to pass the filters of a request."""
    told: Record = {}
    for condition in ",".join(parse_qs(urlsplit(url).query).get("filter", [])).split(","):
        name, _, value = condition.partition(":")
        if name in _PRESENT and value.lower() in _TRUE:
            # What another filter says of the same member is more than that there is one.
            told = {**_PRESENT[name], **told}
        elif name in _VALUES:
            told |= {member: _with(told.get(member), new) for member, new in _VALUES[name](value).items()}
        elif dated := _DATE_FILTER.fullmatch(name):
            told |= _date(dated[1], value)
    return told


def _with(known: Any, new: Any) -> Any:
    """Return one object of a list with what two filters say of it, else what the later one says."""
    if isinstance(known, list) and isinstance(new, list) and known and isinstance(known[0], dict):
        return [{**known[0], **new[0]}]
    return new


def _date(kind: str, value: str) -> Record:
    parts = [int(part) for part in re.findall(r"\d+", value)[:3]]
    if kind in _DATES and parts:
        date = {"date-parts": [parts]}
        return {_DATES[kind]: date, **({"published": date} if kind == "pub" else {})}
    if kind in _MOMENTS and parts:
        year, month, day = (*parts, 1, 1)[:3]
        return {_MOMENTS[kind]: {"date-time": f"{year:04d}-{month:02d}-{day:02d}T00:00:00Z"}}
    return {}


def _funder_doi(value: str) -> str:
    return value if "/" in value else f"10.13039/{value}"
