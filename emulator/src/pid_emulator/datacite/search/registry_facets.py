"""What the lists of repositories, members, prefixes and their assignments count beside what they show."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from pid_emulator.core.records import Record
from pid_emulator.datacite.dois import as_list
from pid_emulator.datacite.search.facets import Bucket, buckets, with_lower_ids, years
from pid_emulator.datacite.store import System, related_id
from pid_emulator.datacite.vocabulary import titleize

# By the singular of a relationship: the records it may name, and how one of them is shown.
Known = Mapping[str, tuple[Mapping[str, Record], Callable[..., Record]]]

_REGIONS = {"APAC": "Asia and Pacific", "EMEA": "Europe, Middle East and Africa", "AMER": "Americas"}
# Facets of members that count an attribute's values as they are.
_OF_MEMBERS = {
    "memberTypes": "memberType",
    "organizationTypes": "organizationType",
    "focusAreas": "focusArea",
    "nonProfitStatuses": "nonProfitStatus",
}


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
        "providers": buckets(providers, lambda value: _name(value, system.providers)),
        "clientTypes": buckets(kinds, titleize),
        "repositoryTypes": buckets(types, titleize),
        "certificates": buckets(certificates, titleize),
        "software": with_lower_ids(buckets(software, str)),
    }


def client_facets(records: list[Record], system: System) -> Record:
    """Return the same facets as a list of clients has them, the types of repositories under another name."""
    names = {"repositoryTypes": "repository_types"}
    return {names.get(name, name): value for name, value in repository_facets(records, system).items()}


def provider_facets(records: list[Record]) -> Record:
    """Return the facets of a list of members."""
    regions = buckets(_counted(records, "region"), lambda region: _REGIONS.get(region, region))
    contacts = Counter(str(bool(record["attributes"].get("hasRequiredContacts", True))) for record in records)
    return {
        "years": _years(records),
        "regions": with_lower_ids(regions),
        **{name: buckets(_counted(records, attribute), titleize) for name, attribute in _OF_MEMBERS.items()},
        "hasRequiredContacts": with_lower_ids(buckets(contacts, str)),
    }


def prefix_facets(records: list[Record], system: System) -> Record:
    """Return the facets of a list of prefixes: with a repository, with a member only, or not assigned."""
    states = Counter(prefix_state(record) for record in records)
    return {
        "years": _years(records),
        "states": buckets(states, titleize),
        "providers": _owners(records, "provider", system.providers),
        "clients": _owners(records, "client", system.clients),
    }


def client_prefix_facets(records: list[Record], system: System) -> Record:
    """Return the facets of a list of prefixes assigned to repositories."""
    return {
        "years": _years(records),
        "providers": _owners(records, "provider", system.providers),
        "clients": _owners(records, "client", system.clients),
    }


def provider_prefix_facets(records: list[Record], system: System) -> Record:
    """Return the facets of a list of prefixes assigned to members."""
    states = Counter(provider_prefix_state(record) for record in records)
    return {
        "years": _years(records),
        "states": buckets(states, titleize),
        "providers": _owners(records, "provider", system.providers),
    }


def prefix_state(record: Record) -> str:
    """Return whom a prefix is assigned to."""
    if related(record, "client"):
        return "with-repository"
    return "with-provider" if related(record, "provider") else "unassigned"


def provider_prefix_state(record: Record) -> str:
    """Return whether a member has passed its prefix on to a repository."""
    return "with-repository" if related(record, "client") else "without-repository"


def related(record: Record, kind: str) -> list[str]:
    """Return the ids of the resources of a kind that a record names, as one or as several."""
    several = ((record.get("relationships") or {}).get(f"{kind}s") or {}).get("data")
    listed = [str(item["id"]).lower() for item in as_list(several) if isinstance(item, dict) and "id" in item]
    one = related_id(record, kind)
    return list(dict.fromkeys([*([one] if one else []), *listed]))


def side_loaded(records: Iterable[Record], asked: list[str], known: Known) -> list[Record]:
    """Return the repositories, members and prefixes that `include` asks for, each once."""
    shown: dict[tuple[str, str], Record] = {}
    for record in records:
        for kind in (name.removesuffix("s") for name in asked):
            store, show = known.get(kind, ({}, dict))
            for identifier in related(record, kind):
                if identifier in store:
                    shown.setdefault((kind, identifier), show(store[identifier], listed=True))
    return list(shown.values())


def _years(records: list[Record]) -> list[Bucket]:
    dates = (record["attributes"] for record in records)
    return years([str(item.get("createdAt") or item.get("created") or "") for item in dates])


def _counted(records: list[Record], attribute: str) -> Counter[str]:
    return Counter(str(value) for record in records if (value := record["attributes"].get(attribute)))


def _owners(records: list[Record], kind: str, known: dict[str, Record]) -> list[Bucket]:
    owners = Counter(owner for record in records for owner in related(record, kind))
    return buckets(owners, lambda identifier: _name(identifier, known))


def _name(identifier: str, known: dict[str, Record]) -> str:
    return str(known.get(identifier, {"attributes": {}})["attributes"].get("name") or identifier)
