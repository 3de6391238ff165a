"""Event Data: links between works, in the API's older and newer words.

An Accept with `version=2` gets attributes in camel case, any other request the older ones with hyphens
(https://support.datacite.org/docs/eventdata-guide).
"""

import re
from collections import Counter
from collections.abc import Iterable

from flask import Request

from pid_emulator.core.records import Record
from pid_emulator.datacite.search.facets import buckets, years
from pid_emulator.datacite.search.paging import next_link_of_list, page_from
from pid_emulator.datacite.search.parameters import Parameters
from pid_emulator.datacite.search.query import Query, query_from

_OLD_ATTRIBUTES = (
    "subjId", "objId", "sourceId", "relationTypeId", "total", "messageAction", "sourceToken", "license",
    "occurredAt", "timestamp",
)  # fmt: skip
_EXACT = {
    "subj-id": "subjId",
    "obj-id": "objId",
    "source-id": "sourceId",
    "relation-type-id": "relationTypeId",
}
_SOURCE_TITLES = {
    "crossref": "Crossref to DataCite",
    "datacite-crossref": "DataCite to Crossref",
}
# What the link to the next page keeps of the request.
_KEPT_IN_NEXT = (
    "query", "subj-id", "obj-id", "doi", "orcid", "prefix", "subtype", "citation-type", "source-id",
    "registrant-id", "relation-type-id", "publication-year", "year-month", "sort",
)  # fmt: skip
_SORTED_BY = {"total": "total", "created": "occurredAt", "updated": "timestamp", "obj-id": "objId"}


def wants_new_words(request: Request) -> bool:
    """Tell whether a request asks for the newer serializer."""
    return re.search(r";\s*version=2\b", request.headers.get("Accept", "")) is not None


def event_resource(record: Record, *, new: bool) -> Record:
    """Return one event."""
    attributes = _attributes(record)
    relationships = record.get("relationships") or {
        name: {"data": {"id": attributes.get(f"{name}Id"), "type": "objects"}} for name in ("subj", "obj")
    }
    if not new:
        attributes = {_hyphened(name): attributes[name] for name in _OLD_ATTRIBUTES if name in attributes}
        relationships = {name: value for name, value in relationships.items() if name in ("subj", "obj")}
    return {"id": record["id"], "type": "events", "attributes": attributes, "relationships": relationships}


def list_events(
    records: Iterable[Record], parameters: Parameters, base: str, self_link: str, *, new: bool
) -> Record:
    """Return one page of events. Raises SearchError."""
    query = query_from(parameters)
    found = [record for record in records if _matches(record, parameters, query)]
    found.sort(key=lambda record: record["id"])
    name = (parameters.get("sort") or "created").removeprefix("-")
    key = _SORTED_BY.get(name, "occurredAt")
    reverse = (parameters.get("sort") or "").startswith("-")
    found.sort(key=lambda record: str(_attributes(record).get(key) or ""), reverse=reverse)
    page = page_from(parameters)
    part = found[page.offset : page.offset + page.size]
    total_pages = page.total_pages(len(found))
    meta = {"total": len(found), "totalPages": total_pages, "page": page.number, **_facets(found)}
    links = {"self": self_link}
    if page.number < total_pages:
        links["next"] = next_link_of_list(base, parameters, _KEPT_IN_NEXT, page)
    return {
        "data": [event_resource(record, new=new) for record in part],
        "meta": meta if new else {_hyphened(name): value for name, value in meta.items()},
        "links": links,
    }


def _attributes(record: Record) -> Record:
    """Return an event's attributes in camel case, however its record writes them."""
    return {_camel(name): value for name, value in record["attributes"].items()}


def _camel(name: str) -> str:
    return re.sub(r"-(\w)", lambda match: match[1].upper(), name)


def _hyphened(name: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", lambda match: f"-{match[1].lower()}", name)


def _matches(record: Record, parameters: Parameters, query: Query | None) -> bool:
    attributes = _attributes(record)
    if ids := parameters.get("ids"):
        return record["id"] in ids.split(",")
    ends = [str(attributes.get(name) or "").lower() for name in ("subjId", "objId")]
    for name, attribute in _EXACT.items():
        wanted = [item.lower() for item in (parameters.get(name) or "").split(",") if item]
        if wanted and str(attributes.get(attribute) or "").lower() not in wanted:
            return False
    for name, address in (("doi", "https://doi.org/{}"), ("orcid", "https://orcid.org/{}")):
        if (value := parameters.get(name)) and address.format(value.lower()) not in ends:
            return False
    if (prefix := parameters.get("prefix")) and prefix not in map(_prefix, ends):
        return False
    month = parameters.get("year-month")
    if month and not str(attributes.get("occurredAt") or "").startswith(month):
        return False
    return query is None or bool(query.score({**attributes, "id": record["id"], "uid": record["id"]}))


def _prefix(address: str) -> str:
    found = re.match(r"https://doi\.org/(10\.[\d.]+)/", address)
    return found[1] if found else ""


def _facets(records: list[Record]) -> Record:
    if not records:
        return {}
    listed = [_attributes(record) for record in records]
    sources = Counter(str(item["sourceId"]) for item in listed if item.get("sourceId"))
    prefixes = Counter(
        prefix
        for item in listed
        for prefix in {_prefix(str(item.get(name) or "")) for name in ("subjId", "objId")}
        if prefix
    )
    return {
        "sources": buckets(sources, lambda source: _SOURCE_TITLES.get(source, source)),
        "occurred": years([str(item.get("occurredAt") or "") for item in listed]),
        "prefixes": buckets(prefixes, str),
        "citationTypes": [],
        "relationTypes": _relation_types(listed),
        "registrants": [],
    }


def _relation_types(listed: list[Record]) -> list[Record]:
    kinds = Counter(str(item["relationTypeId"]) for item in listed if item.get("relationTypeId"))
    found = buckets(kinds, str)
    for bucket in found:
        months = Counter(
            str(item["occurredAt"])[:7]
            for item in listed
            if item.get("relationTypeId") == bucket["id"] and item.get("occurredAt")
        )
        bucket["year-months"] = [
            {"id": month, "title": month, "sum": months[month]} for month in sorted(months, reverse=True)
        ]
    return found
