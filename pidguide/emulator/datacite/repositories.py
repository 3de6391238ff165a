"""Repositories, members, prefixes, activities and events: the reads beside those of DOIs."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from pidguide.emulator.datacite.dois import as_list
from pidguide.emulator.datacite.errors import Problem
from pidguide.emulator.datacite.facets import buckets, years
from pidguide.emulator.datacite.paging import page_from, to_query
from pidguide.emulator.datacite.parameters import Parameters
from pidguide.emulator.datacite.query import Query
from pidguide.emulator.datacite.serialize import timestamp_shown
from pidguide.emulator.datacite.store import System, related_id
from pidguide.emulator.datacite.vocabulary import titleize
from pidguide.emulator.records import Record

_CLIENT_DEFAULTS: Record = {
    "name": None,
    "symbol": None,
    "year": None,
    "alternateName": None,
    "description": None,
    "language": [],
    "clientType": "repository",
    "domains": "*",
    "re3data": None,
    "opendoar": None,
    "issn": {},
    "url": None,
    "created": None,
    "updated": None,
    "isActive": True,
}
_PROVIDER_DEFAULTS: Record = {
    "name": None,
    "displayName": None,
    "symbol": None,
    "website": None,
    "description": None,
    "region": None,
    "country": None,
    "logoUrl": None,
    "memberType": None,
    "organizationType": None,
    "focusArea": None,
    "nonProfitStatus": None,
    "isActive": True,
    "joined": None,
    "rorId": None,
    "created": None,
    "updated": None,
}
_FILTERS = {
    "year": "year",
    "client-type": "clientType",
    "subj-id": "subjId",
    "obj-id": "objId",
    "source-id": "sourceId",
    "relation-type-id": "relationTypeId",
}
_PRIVATE = ("contactEmail", "contactName", "systemEmail", "groupEmail", "hasPassword")


def client_resource(record: Record, *, listed: bool = False, in_dois: bool = False) -> Record:
    """Return a repository; as part of a list of DOIs its prefixes are missing."""
    relationships = record.get("relationships") or {}
    shown: Record = {"provider": relationships.get("provider") or {"data": None}}
    if (relationships.get("consortium") or {}).get("data"):
        shown["consortium"] = relationships["consortium"]
    shown["prefixes"] = {"data": []} if in_dois else (relationships.get("prefixes") or {"data": []})
    return _resource(record, "clients", _CLIENT_DEFAULTS, shown, listed)


def provider_resource(record: Record, *, listed: bool = False) -> Record:
    """Return a member."""
    return _resource(record, "providers", _PROVIDER_DEFAULTS, record.get("relationships") or {}, listed)


def plain_resource(record: Record, *, listed: bool = False) -> Record:
    """Return a record of any other kind as it is."""
    return {
        key: value for key, value in record.items() if key in ("id", "type", "attributes", "relationships")
    }


def _resource(record: Record, kind: str, defaults: Record, relationships: Record, listed: bool) -> Record:
    stored = record["attributes"]
    attributes = {name: stored.get(name, value) for name, value in defaults.items()}
    extra = {name: value for name, value in stored.items() if name not in attributes and name not in _PRIVATE}
    attributes |= extra
    for name in ("created", "updated"):
        attributes[name] = timestamp_shown(attributes[name], listed)
    return {"id": record["id"], "type": kind, "attributes": attributes, "relationships": relationships}


def list_resources(
    records: Iterable[Record],
    parameters: Parameters,
    base: str,
    self_link: str,
    show: Callable[..., Record],
    meta: Callable[[list[Record]], Record] = lambda records: {},
) -> Record:
    """Return one page of repositories, members, prefixes, activities or events."""
    found = _ordered([record for record in records if _matches(record, parameters)], parameters)
    page = page_from(parameters)
    part = found[page.offset : page.offset + page.size]
    total_pages = page.total_pages(len(found))
    body: Record = {
        "data": [show(record, listed=True) for record in part],
        "meta": {"total": len(found), "totalPages": total_pages, "page": page.number, **meta(found)},
        "links": {"self": self_link},
    }
    if part and len(part) == page.size and page.number < total_pages:
        kept: dict[str, Any] = {
            "query": parameters.get("query"),
            "provider-id": parameters.get("provider-id"),
            "page[number]": page.number + 1,
            "page[size]": page.size,
        }
        body["links"]["next"] = f"{base}?" + to_query(
            {key: value for key, value in kept.items() if value is not None}
        )
    return body


def client_facets(records: list[Record], system: System) -> Record:
    """Return the facets of a list of repositories."""
    providers = Counter(provider for record in records if (provider := related_id(record, "provider")))
    kinds = Counter(str(record["attributes"].get("clientType") or "repository") for record in records)
    certificates = Counter(
        str(item) for record in records for item in as_list(record["attributes"].get("certificate")) if item
    )
    software = Counter(str(item) for record in records if (item := record["attributes"].get("software")))
    types = Counter(
        str(item)
        for record in records
        for item in as_list(record["attributes"].get("repositoryType"))
        if item
    )
    return {
        "years": years([str(record["attributes"].get("year") or "") for record in records])[::-1],
        "software": buckets(software, titleize),
        "repository_types": buckets(types, titleize),
        "providers": buckets(providers, lambda value: _name(system.providers.get(value), value)),
        "certificates": buckets(certificates, titleize),
        "clientTypes": buckets(kinds, titleize),
    }


def totals(system: System, kind: str, state: str = "findable") -> list[Record]:
    """Return how many DOIs each repository or member has."""
    owners = Counter(
        owner
        for doi in system.dois.values()
        if doi.state == state and (owner := doi.client_id if kind == "clients" else doi.provider_id)
    )
    records = system.clients if kind == "clients" else system.providers
    return [
        {
            "id": owner,
            "title": _name(records.get(owner), owner),
            "count": count,
            "states": [{"id": state, "title": titleize(state), "count": count}],
        }
        for owner, count in sorted(owners.items(), key=lambda item: (-item[1], item[0]))
    ]


def one(records: dict[str, Record], identifier: str) -> Record:
    """Return a record by its id. Raises Problem(404)."""
    record = records.get(identifier.lower())
    if record is None:
        raise Problem(404)
    return record


def _name(record: Record | None, default: str) -> str:
    return str((record or {"attributes": {}})["attributes"].get("name") or default)


def _matches(record: Record, parameters: Parameters) -> bool:
    attributes = record["attributes"]
    if provider := parameters.get("provider-id"):
        related = {related_id(record, "provider"), *_related_ids(record, "providers")}
        if not related & {item.lower() for item in provider.split(",")}:
            return False
    if client := parameters.get("client-id"):
        related = {related_id(record, "client"), *_related_ids(record, "clients")}
        if not related & {item.lower() for item in client.split(",")}:
            return False
    if (prefix := parameters.get("prefix-id") or parameters.get("prefix")) and record["id"] != prefix:
        related = {related_id(record, "prefix"), *_related_ids(record, "prefixes")}
        if prefix not in related:
            return False
    for name, attribute in _FILTERS.items():
        if (value := parameters.get(name)) and str(attributes.get(attribute)) not in value.split(","):
            return False
    if (doi := parameters.get("doi")) and not any(
        str(attributes.get(name) or "").lower().endswith(doi.lower()) for name in ("subjId", "objId")
    ):
        return False
    text = parameters.get("query")
    if not text:
        return True
    document = {
        **attributes,
        "id": record["id"],
        "uid": record["id"],
        "titles": [{"title": attributes.get("name")}],
    }
    return bool(Query(text).score(document))


def _related_ids(record: Record, name: str) -> set[str | None]:
    data = ((record.get("relationships") or {}).get(name) or {}).get("data")
    return {str(item["id"]).lower() for item in as_list(data) if isinstance(item, dict) and item.get("id")}


def _ordered(records: list[Record], parameters: Parameters) -> list[Record]:
    sort = parameters.get("sort") or "name"
    reverse, name = sort.startswith("-"), sort.removeprefix("-")
    if records and records[0].get("type") in ("activities", "events"):
        key, reverse = ("prov:generatedAtTime" if records[0]["type"] == "activities" else "occurredAt"), True
        return sorted(records, key=lambda record: str(record["attributes"].get(key) or ""), reverse=reverse)
    attribute = name if name in ("name", "created", "updated") else "name"
    return sorted(
        records,
        key=lambda record: (str(record["attributes"].get(attribute) or "").lower(), record["id"]),
        reverse=reverse,
    )
