"""Repositories, members, prefixes and activities: the reads beside those of DOIs."""

from collections import Counter
from collections.abc import Callable, Iterable

from pid_emulator.core.records import Record
from pid_emulator.datacite.dois import as_list
from pid_emulator.datacite.errors import Problem
from pid_emulator.datacite.search.facets import buckets, with_lower_ids, years
from pid_emulator.datacite.search.paging import next_link_of_list, page_from
from pid_emulator.datacite.search.parameters import Parameters
from pid_emulator.datacite.search.query import Query, query_from
from pid_emulator.datacite.search.registry_facets import prefix_state, provider_prefix_state
from pid_emulator.datacite.serialize import timestamp_shown
from pid_emulator.datacite.store import System, related_id
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
# Filters of repositories and members, each a comma list of which one value is enough.
_FILTERS = {
    "client-type": "clientType",
    "repository-type": "repositoryType",
    "certificate": "certificate",
    "region": "region",
    "member-type": "memberType",
    "organization-type": "organizationType",
    "focus-area": "focusArea",
    "non-profit-status": "nonProfitStatus",
}
_KEPT_IN_NEXT = (
    "query", "provider-id", "client-id", "prefix-id", "software", "certificate", "client-type",
    "repository-type", "year", "region", "sort",
)  # fmt: skip
_ASSIGNMENTS = ("client-prefixes", "provider-prefixes")
_STATES = {"prefixes": prefix_state, "provider-prefixes": provider_prefix_state}
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
    found = _ordered([record for record in records if _matches(record, parameters, query)], parameters)
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


def repository_facets(records: list[Record], system: System) -> Record:
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
        "years": years([str(record["attributes"].get("year") or "") for record in records]),
        "providers": buckets(providers, lambda value: _name(system.providers.get(value), value)),
        "clientTypes": buckets(kinds, titleize),
        "repositoryTypes": buckets(types, titleize),
        "certificates": buckets(certificates, titleize),
        "software": with_lower_ids(buckets(software, str)),
    }


def client_facets(records: list[Record], system: System) -> Record:
    """Return the same facets as a list of clients has them, the types of repositories under another name."""
    names = {"repositoryTypes": "repository_types"}
    return {names.get(name, name): value for name, value in repository_facets(records, system).items()}


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


def _matches(record: Record, parameters: Parameters, query: Query | None) -> bool:
    if ids := parameters.get("ids"):
        # What is named by its id needs nothing else: the server leaves all filters out.
        return str(record["id"]).lower() in [item.strip().lower() for item in ids.split(",")]
    return _is_related(record, parameters) and _passes(record, parameters) and _is_found(record, query)


def _is_related(record: Record, parameters: Parameters) -> bool:
    """Tell whether a record belongs to the member, the repository or the prefix that is asked for."""
    for name, relation in (
        ("provider-id", "provider"), ("client-id", "client"), ("consortium-id", "consortium"),
    ):  # fmt: skip
        related = {related_id(record, relation), *_related_ids(record, f"{relation}s")}
        wanted = parameters.get(name)
        if wanted and not related & {item.lower() for item in wanted.split(",")}:
            return False
    prefix = parameters.get("prefix-id") or parameters.get("prefix")
    if not prefix or record["id"] == prefix:
        return True
    return prefix in {related_id(record, "prefix"), *_related_ids(record, "prefixes")}


def _passes(record: Record, parameters: Parameters) -> bool:
    attributes = record["attributes"]
    for name, attribute in _FILTERS.items():
        if wanted := parameters.get(name):
            wanted = wanted.upper() if name == "region" else wanted
            values = {str(value) for value in as_list(attributes.get(attribute))}
            if not values & set(wanted.split(",")):
                return False
    year, state = parameters.get("year"), parameters.get("state")
    if year and _year(record) not in year.split(","):
        return False
    if state and record.get("type") in _STATES and _STATES[record["type"]](record) not in state.split(","):
        return False
    software = parameters.get("software")
    return not software or str(attributes.get("software") or "").lower() in software.split(",")


def _year(record: Record) -> str:
    """Return the year in which a repository began, or in which anything else was made."""
    return _text(record, "year") or (_text(record, "created") or _text(record, "createdAt"))[:4]


def _is_found(record: Record, query: Query | None) -> bool:
    if query is None:
        return True
    attributes = record["attributes"]
    names = {"id": record["id"], "uid": record["id"], "titles": [{"title": attributes.get("name")}]}
    return bool(query.score({**attributes, **names}))


def _related_ids(record: Record, name: str) -> set[str | None]:
    data = ((record.get("relationships") or {}).get(name) or {}).get("data")
    return {str(item["id"]).lower() for item in as_list(data) if isinstance(item, dict) and item.get("id")}


def _ordered(records: list[Record], parameters: Parameters) -> list[Record]:
    kind = str(records[0].get("type")) if records else ""
    if kind == "activities":
        return sorted(records, key=lambda record: _text(record, "prov:generatedAtTime"), reverse=True)
    # Assignments of prefixes have no name of their own; the latest come first.
    sort = parameters.get("sort") or ("-created" if kind in _ASSIGNMENTS else "name")
    reverse, name = sort.startswith("-"), sort.removeprefix("-")
    if name in ("created", "updated"):
        return sorted(
            records,
            key=lambda record: (_text(record, name) or _text(record, f"{name}At"), record["id"]),
            reverse=reverse,
        )
    return sorted(records, key=lambda record: (_name_sorted_by(record), record["id"]), reverse=reverse)


def _name_sorted_by(record: Record) -> str:
    if record.get("type") in _ASSIGNMENTS:
        return related_id(record, "prefix") or ""
    return (_text(record, "displayName") or _text(record, "name")).lower()


def _text(record: Record, attribute: str) -> str:
    return str(record["attributes"].get(attribute) or "")
