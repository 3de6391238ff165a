"""What Crossref must have known before a recorded request.

- Works, members, journals, funders, prefixes, types and licences that an answer shows are loaded as shown.
- A route below a member, journal, funder, prefix or type (`/members/{id}/works`) that answered 2xx means
  that this one exists: it is taken from another recording, else loaded with nothing but its identifier
  and what the works of the answer say of it.
- A work listed below one of these belongs to it, and has what was asked for, also where `select` leaves
  that out of the answer.
- A facet's value stands for works that have it: where an answer counts facets but lists no work, one work
  is made for each value. It also has what the request's filters ask for.
- A 301 from one work to another means that the first DOI is an alias of the second.
- A cursor that was accepted had been handed out with an earlier page.
- A data citation is a work that refers to a dataset, which its agency knows.
- A licence that is listed with a count is loaded as a licence.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from pidguide.compare.exchanges import Exchange
from pidguide.fidelity.before.state import (
    MOST_MADE_UP,
    Found,
    Load,
    Record,
    dictionaries,
    number_asked,
    shown,
    skipped,
)
from pidguide.fidelity.derive.filtered_works import what_filters_say

_SINGLE = {
    "work": ("works", "DOI"),
    "member": ("members", "id"),
    "journal": ("journals", "title"),
    "funder": ("funders", "id"),
    "prefix": ("prefixes", "prefix"),
    "type": ("types", "id"),
}
_DOI_IN_PATH = re.compile(r"^/(?:v1/)?works/(.+?)(?:/transform(?:/.*)?|/agency)?$")
_BELOW = re.compile(r"^/(?:v1/)?(members|journals|funders|prefixes|types)/(.+?)/works$")
# Facet name: the member of a work that it counts.
_FACET_MEMBERS = {
    "type-name": "type",
    "issn": "ISSN",
    "container-title": "container-title",
    "publisher-name": "publisher",
    "published": "issued",
    "orcid": "author",
    "funder-name": "funder",
    "funder-doi": "funder",
    "license": "license",
    "source": "source",
    "affiliation": "author",
    "category-name": "subject",
    "archive": "archive",
    "update-type": "update-to",
    "relation-type": "relation",
    "assertion": "assertion",
    "assertion-group": "assertion",
    "journal-issue": "issue",
    "journal-volume": "volume",
    "link-application": "link",
}


def records_shown(exchange: Exchange) -> Iterator[Load]:
    """Yield the records that a 2xx answer of the REST API shows."""
    document = exchange.json()
    if not shown(exchange) or not isinstance(document, dict):
        return
    kind, message = str(document.get("message-type", "")), document.get("message")
    if not isinstance(message, dict):
        return
    if kind == "work-agency":
        agency = message.get("agency") or {}
        record = {"DOI": message.get("DOI"), "RA": agency.get("label")}
        yield Load("handles", "prefixes", record, str(message.get("DOI")))
        return
    single = kind.removesuffix("-list")
    if single not in _SINGLE and single != "license":
        return
    for record in dictionaries(message.get("items")) if kind.endswith("-list") else iter([message]):
        load = _load(single, record)
        if load:
            yield load


def _load(kind: str, record: Record) -> Load | None:
    store_kind, name = _SINGLE.get(kind, ("licenses", "URL"))
    identifier = record.get(name)
    if isinstance(identifier, list):
        identifier = identifier[0] if identifier else None
    if kind == "journal" and record.get("ISSN"):
        identifier = ",".join(record["ISSN"])
    if identifier in (None, ""):
        return None
    return Load("crossref", store_kind, record, str(identifier))


def records_before(exchange: Exchange, found: Found) -> Iterator[Load]:
    """Yield what must have been there for Crossref's REST API to answer as recorded."""
    path = unquote(urlsplit(exchange.url).path)
    skips = number_asked(exchange, "offset", default=0)
    for number, work in skipped(list(_works(exchange)), skips):
        doi = f"{work.get('DOI')}x{number}"
        yield Load("crossref", "works", {**_completed(work, path, exchange.url), "DOI": doi}, doi)
    for load in records_shown(exchange):
        whole = load.kind != "works" or "indexed" in load.record
        yield load if whole else replace(load, record=_completed(load.record, path, exchange.url))
    if exchange.status == 301 and (match := _DOI_IN_PATH.match(path)):
        location = unquote(exchange.answer.header("location") or "")
        target = _DOI_IN_PATH.match(urlsplit(location).path)
        if target and target[1].lower() != match[1].lower():
            work = found.get("crossref", "works", target[1]) or {"DOI": target[1]}
            yield Load("crossref", "works", {**work, "aliases": [match[1]]}, target[1])
    if not shown(exchange):
        return
    cursor = parse_qs(urlsplit(exchange.url).query).get("cursor", ["*"])[0]
    if cursor != "*":
        yield Load("crossref", "cursors", {"cursor": cursor}, cursor)
    works = list(_works(exchange))
    if match := _BELOW.match(path):
        yield from _parent(match[1], match[2], works, found)
    document = exchange.json()
    if isinstance(document, dict) and document.get("message-type") == "data-citations-list":
        yield from _data_citations(document["message"], exchange)
    elif isinstance(document, dict) and not works:
        for work in _works_behind_facets(document.get("message"), path, exchange.url):
            yield Load("crossref", "works", work, work["DOI"])


def _data_citations(message: Record, exchange: Exchange) -> Iterator[Load]:
    """The works and datasets behind data citations: those of the answer, one made up where it only counts."""
    asked = parse_qs(urlsplit(exchange.url).query)
    items = list(dictionaries(message.get("items")))
    rows = number_asked(exchange, "rows", default=20)
    first = number_asked(exchange, "page", default=0) * rows
    moment = asked.get("from-created-date", ["2026-01-01"])[0][:10] + "T00:00:00Z"
    counted = not items and message.get("total-results")
    for number in range(1 if counted else min(first, MOST_MADE_UP)):
        subject = {"id": f"10.5555/before-{number}", "type": "journal-article", "member": "1"}
        made_up = {"id": "10.5555/dataset", "registration-agency": "Crossref"}
        items.append({"timestamp": moment, "relation": "references", "subject": subject, "object": made_up})
    if items and message.get("next-page") is not None:
        subject = {"id": "10.5555/after", "type": "journal-article", "member": "1"}
        items.append({**items[-1], "relation": "references", "subject": subject})
    works: dict[str, Record] = {}
    for item in items:
        subject, target = item["subject"], item["object"]
        work = works.setdefault(
            subject["id"],
            {
                **{name: subject.get(name) for name in ("type", "member")},
                "DOI": subject["id"],
                "deposited": {"date-time": item["timestamp"]},
                "reference": [],
                "relation": {},
            },
        )
        if item["relation"] == "references":
            work["reference"].append({"DOI": target["id"]})
        else:
            named = {"id-type": "doi", "id": target["id"]}
            work["relation"].setdefault(item["relation"], []).append(named)
        if target["registration-agency"] == "Crossref":
            yield Load("crossref", "works", {"DOI": target["id"], "type": "dataset"}, target["id"])
        else:
            attributes = {"types": {"resourceTypeGeneral": "Dataset"}, "state": "findable", "titles": []}
            dataset = {"id": target["id"], "attributes": {**attributes, "doi": target["id"]}}
            yield Load("datacite", "dois", dataset, target["id"])
    for doi, work in works.items():
        yield Load("crossref", "works", work, doi)


def _completed(work: Record, path: str, url: str) -> Record:
    """Return a work that `select` cut down with what the request says of it."""
    match = _BELOW.match(path)
    belongs = _member_of(match[1], match[2]) if match else {}
    asked = parse_qs(urlsplit(url).query)
    words = {member: value(asked[name][0]) for name, (member, value) in _QUERIED.items() if name in asked}
    if "title" in words and "title" in work:
        # The title that is shown need not hold the words: what is not shown does.
        words["subtitle"] = words["title"]
    return {**what_filters_say(url), **belongs, **words, **work}


_QUERIED: dict[str, tuple[str, Callable[[str], Any]]] = {
    "query": ("title", lambda words: [words]),
    "query.title": ("title", lambda words: [words]),
    "query.bibliographic": ("title", lambda words: [words]),
    "query.container-title": ("container-title", lambda words: [words]),
    "query.publisher-name": ("publisher", str),
    "query.author": ("author", lambda words: [{"family": words}]),
    "query.affiliation": ("author", lambda words: [{"family": "Name", "affiliation": [{"name": words}]}]),
    "query.funder-name": ("funder", lambda words: [{"name": words}]),
}


def _works(exchange: Exchange) -> Iterator[Record]:
    document = exchange.json()
    message = document.get("message") if isinstance(document, dict) else None
    if isinstance(message, dict) and document.get("message-type") == "work-list":
        yield from dictionaries(message.get("items"))


def _parent(kind: str, identifier: str, works: list[Record], found: Found) -> Iterator[Load]:
    first = works[0] if works else {}
    if kind == "funders":
        identifier = identifier.rpartition("/")[2]
    known = next(
        (
            record
            for (store, of_kind, name), record in found.records.items()
            if store == "crossref" and of_kind == kind and identifier.lower() in name.split(",")
        ),
        None,
    )
    if known is not None:
        yield Load("crossref", kind, known, identifier)
    elif kind == "members":
        yield Load(
            "crossref", kind, {"id": int(identifier), "primary-name": first.get("publisher", "")}, identifier
        )
    elif kind == "journals":
        title = (first.get("container-title") or [identifier])[0]
        record = {
            "title": title,
            "publisher": first.get("publisher", ""),
            "ISSN": first.get("ISSN") or [identifier],
        }
        yield Load("crossref", kind, record, identifier)
    elif kind == "funders":
        yield Load("crossref", kind, _funder(identifier, works), identifier)
    elif kind == "prefixes":
        record = {"member": first.get("member"), "name": first.get("publisher", ""), "prefix": identifier}
        yield Load("crossref", kind, record, identifier)


def _funder(identifier: str, works: list[Record]) -> Record:
    """Return a funder: whom its works name instead of it is below it in the registry's tree."""
    funders = [
        {str(funder.get("DOI", "")).rpartition("/")[2]: funder.get("name") for funder in dictionaries(listed)}
        for listed in (work.get("funder") for work in works)
    ]
    names = [named[identifier] for named in funders if named.get(identifier)]
    descendants = {key for named in funders if identifier not in named for key in named if key}
    name = names[0] if names else identifier
    return {"id": identifier, "name": name, "descendants": sorted(descendants)}


def _works_behind_facets(message: Any, path: str, url: str) -> Iterator[Record]:
    facets = message.get("facets") if isinstance(message, dict) else None
    if not isinstance(facets, dict):
        return
    base: Record = {"indexed": {"date-time": "2020-01-01T00:00:00Z"}, **what_filters_say(url)}
    if match := _BELOW.match(path):
        base.update(_member_of(match[1], match[2]))
    for term in _query_words(url):
        base["title"] = [term]
    for facet, counted in facets.items():
        member = _FACET_MEMBERS.get(facet)
        for position, value in enumerate((counted or {}).get("values") or {}):
            if member:
                doi = f"10.5555/facet-{facet}-{position}"
                yield {**base, "DOI": doi, **_with_value(facet, member, str(value))}


def _member_of(kind: str, identifier: str) -> Record:
    members: dict[str, Record] = {
        "members": {"member": identifier},
        "journals": {"ISSN": [identifier]},
        "funders": {"funder": [{"DOI": f"10.13039/{identifier.rpartition('/')[2]}", "name": identifier}]},
        "prefixes": {"prefix": identifier},
        "types": {"type": identifier},
    }
    return members[kind]


def _query_words(url: str) -> list[str]:
    return [
        value for name, values in parse_qs(urlsplit(url).query).items() if name == "query" for value in values
    ]


def _with_value(facet: str, member: str, value: str) -> Record:
    if facet == "issn":
        return {"ISSN": [value.rpartition("/")[2]]}
    if facet == "type-name":
        return {"type": value.lower().replace(" ", "-")}
    if facet == "published":
        return {"issued": {"date-parts": [[int(value)]]}} if value.isdigit() else {}
    if facet == "orcid":
        return {"author": [{"family": "Name", "ORCID": value}]}
    if facet == "affiliation":
        return {"author": [{"family": "Name", "affiliation": [{"name": value}]}]}
    if facet in ("funder-name", "funder-doi"):
        return {"funder": [{"DOI" if facet == "funder-doi" else "name": value}]}
    if facet == "license":
        return {"license": [{"URL": value}]}
    if facet == "link-application":
        return {"link": [{"URL": "https://example.org/", "intended-application": value}]}
    if facet == "update-type":
        return {"update-to": [{"DOI": "10.5555/updated", "type": value}]}
    if facet == "relation-type":
        return {"relation": {value: [{"id": "10.5555/related", "id-type": "doi"}]}}
    if facet.startswith("assertion"):
        return {"assertion": [{"name": value, "group": {"name": value}}]}
    if member in ("container-title", "subject", "archive"):
        return {member: [value]}
    return {member: value}


def pool_headers(exchange: Exchange) -> dict[str, str]:
    """Return what a request must have sent to be served from the pool that its answer names.

    Recorders take tokens and addresses out: a request of the Plus pool carried a token, one of the polite
    pool a contact.
    """
    pool = exchange.answer.header("x-api-pool") or ""
    agent = exchange.request.header("user-agent") or ""
    if pool.startswith("plus"):
        return {"crossref-plus-api-token": "Bearer token"}
    if pool.startswith("polite") and "mailto" not in f"{agent} {exchange.url}":
        return {"user-agent": f"{agent} (mailto:name@example.org)".lstrip()}
    return {}
