"""Which repositories, members, prefixes and activities a request asks for, and in what order."""

from pid_emulator.core.records import Record
from pid_emulator.datacite.dois import as_list
from pid_emulator.datacite.search.parameters import Parameters
from pid_emulator.datacite.search.query import Query
from pid_emulator.datacite.search.registry_facets import prefix_state, provider_prefix_state
from pid_emulator.datacite.store import related_id

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
_ASSIGNMENTS = ("client-prefixes", "provider-prefixes")
_STATES = {"prefixes": prefix_state, "provider-prefixes": provider_prefix_state}


def matches(record: Record, parameters: Parameters, query: Query | None) -> bool:
    """Tell whether a record is among what a request asks for."""
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


def ordered(records: list[Record], parameters: Parameters) -> list[Record]:
    """Return records in the order that a request asks for, else in that of their kind."""
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
