"""Repositories, members, prefixes and activities as JSON:API resources, one or a page of them."""

from collections import Counter
from collections.abc import Callable, Iterable

from pid_emulator.core.records import Record
from pid_emulator.datacite.errors import Problem
from pid_emulator.datacite.search.paging import next_link_of_list, page_from
from pid_emulator.datacite.search.parameters import Parameters
from pid_emulator.datacite.search.query import query_from
from pid_emulator.datacite.search.registry_filters import matches, ordered
from pid_emulator.datacite.serialize import timestamp_shown
from pid_emulator.datacite.store import System
from pid_emulator.datacite.vocabulary import titleize

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
_REPOSITORY_DEFAULTS: Record = {
    "name": None,
    "symbol": None,
    "re3data": None,
    "opendoar": None,
    "year": None,
    "alternateName": None,
    "description": None,
    "clientType": "repository",
    "repositoryType": [],
    "language": [],
    "certificate": [],
    "domains": "*",
    "issn": {},
    "url": None,
    "software": None,
    "created": None,
    "updated": None,
    "subjects": [],
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
_KEPT_IN_NEXT = (
    "query", "provider-id", "client-id", "prefix-id", "software", "certificate", "client-type",
    "repository-type", "year", "region", "sort",
)  # fmt: skip
_PRIVATE = ("contactEmail", "contactName", "systemEmail", "groupEmail", "hasPassword")


def client_resource(record: Record, *, listed: bool = False, in_dois: bool = False) -> Record:
    """Return a repository; as part of a list of DOIs its prefixes are missing."""
    relationships = record.get("relationships") or {}
    shown: Record = {"provider": relationships.get("provider") or {"data": None}}
    if (relationships.get("consortium") or {}).get("data"):
        shown["consortium"] = relationships["consortium"]
    shown["prefixes"] = {"data": []} if in_dois else (relationships.get("prefixes") or {"data": []})
    hidden = {*_REPOSITORY_DEFAULTS} - {*_CLIENT_DEFAULTS}
    attributes = {name: value for name, value in record["attributes"].items() if name not in hidden}
    return _resource({**record, "attributes": attributes}, "clients", _CLIENT_DEFAULTS, shown, listed)


def repository_resource(record: Record, *, listed: bool = False) -> Record:
    """Return a repository as /repositories does: what re3data says of it, too, but not its consortium."""
    relationships = record.get("relationships") or {}
    shown: Record = {"provider": relationships.get("provider") or {"data": None}}
    shown["prefixes"] = relationships.get("prefixes") or {"data": []}
    return _resource(record, "repositories", _REPOSITORY_DEFAULTS, shown, listed)


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
    """Return one page of repositories, members, prefixes or activities. Raises SearchError.

    `meta` counts what was found; where nothing was, the server counts nothing.
    """
    query = query_from(parameters)
    found = ordered([record for record in records if matches(record, parameters, query)], parameters)
    page = page_from(parameters)
    part = found[page.offset : page.offset + page.size]
    total_pages = page.total_pages(len(found))
    counted = meta(found) if found else {}
    body: Record = {
        "data": [show(record, listed=True) for record in part],
        "meta": {"total": len(found), "totalPages": total_pages, "page": page.number, **counted},
        "links": {"self": self_link},
    }
    if part and len(part) == page.size and page.number < total_pages:
        body["links"]["next"] = next_link_of_list(base, parameters, _KEPT_IN_NEXT, page)
    return body


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


def totals_of_prefixes(system: System, client_id: str, state: str = "findable") -> list[Record]:
    """Return how many DOIs a repository has under each of its prefixes."""
    counts = Counter(
        doi.prefix
        for doi in system.dois.values()
        if doi.state == state and doi.client_id == client_id.lower()
    )
    return [
        {
            "id": prefix,
            "title": prefix,
            "count": count,
            "states": [{"id": state, "title": titleize(state), "count": count}],
        }
        for prefix, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def one(records: dict[str, Record], identifier: str) -> Record:
    """Return a record by its id. Raises Problem(404)."""
    record = records.get(identifier.lower())
    if record is None:
        raise Problem(404)
    return record


def _name(record: Record | None, default: str) -> str:
    return str((record or {"attributes": {}})["attributes"].get("name") or default)
