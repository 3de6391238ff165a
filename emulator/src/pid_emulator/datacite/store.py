"""What DataCite knows, production and test system apart."""

import base64
import binascii
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pid_emulator.core import accounts
from pid_emulator.core.collection import Collection
from pid_emulator.core.records import Record, add_records
from pid_emulator.datacite.dois import LISTS, Doi, doi_from_resource
from pid_emulator.datacite.kernel.reader import MalformedXml, kernel_namespace, parse_xml, read_kernel_xml
from pid_emulator.datacite.serialize import single_resource

# Repositories come first: a DOI's member is its repository's.
RESOURCES = (
    "clients",
    "dois",
    "providers",
    "prefixes",
    "client-prefixes",
    "provider-prefixes",
    "activities",
    "events",
)
SYSTEMS = ("production", "test")
KINDS = (*RESOURCES, *(f"test/{kind}" for kind in RESOURCES))
FIRST_ROW = 4_820_000


@dataclass
class ApiKey:
    """A key that stands for a repository's password; `key` is shown once, when it is made."""

    id: str
    name: str | None
    key: str
    client_id: str
    created: str
    revoked: bool = False


@dataclass
class System:
    """One installation of DataCite: its records, accounts and keys."""

    name: str
    dois: Collection[Doi] = field(default_factory=Collection)
    clients: Collection[Record] = field(default_factory=Collection)
    providers: Collection[Record] = field(default_factory=Collection)
    prefixes: Collection[Record] = field(default_factory=Collection)
    client_prefixes: Collection[Record] = field(default_factory=Collection)
    provider_prefixes: Collection[Record] = field(default_factory=Collection)
    activities: Collection[Record] = field(default_factory=Collection)
    events: Collection[Record] = field(default_factory=Collection)
    passwords: dict[str, str] = field(default_factory=dict)
    api_keys: list[ApiKey] = field(default_factory=list)
    tokens: dict[str, str] = field(default_factory=dict)
    scrolls: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    last_row: int = FIRST_ROW
    last_media: int = 0
    index: object = field(
        default=None, init=False, repr=False, compare=False
    )  # the search's, kept up to date

    def __getstate__(self) -> dict[str, object]:
        """Copy records and accounts, and no index: that of the copy has its own records to look at."""
        return {**vars(self), "index": None}

    def next_row(self) -> int:
        """Return a new number of the database row that a created DOI's Location names."""
        self.last_row += 1
        return self.last_row

    def client(self, client_id: str | None) -> Record | None:
        """Return a repository by its id, in any case."""
        return self.clients.get(client_id.lower()) if client_id else None

    def provider_of(self, client_id: str | None) -> str | None:
        """Return the id of the member that a repository belongs to."""
        client = self.client(client_id)
        return related_id(client, "provider") if client else None

    def prefixes_of(self, client_id: str) -> list[str]:
        """Return the prefixes that a repository may register DOIs with."""
        client = self.client(client_id)
        data = ((client or {}).get("relationships") or {}).get("prefixes") or {}
        listed = [item["id"] for item in data.get("data") or [] if isinstance(item, dict) and "id" in item]
        assigned = [
            prefix
            for link in self.client_prefixes.values()
            if related_id(link, "client") == client_id.lower() and (prefix := related_id(link, "prefix"))
        ]
        return list(dict.fromkeys([*listed, *assigned]))


class DataCiteStore:
    """Records of DataCite, by kind: a kind of the test system is written `test/dois` and so on."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.systems = {name: System(name) for name in SYSTEMS}
        self._add_guide_account()
        add_records(folders, KINDS, self.add)

    @property
    def production(self) -> System:
        """The system behind api.datacite.org."""
        return self.systems["production"]

    @property
    def test(self) -> System:
        """The system behind api.test.datacite.org and api.stage.datacite.org."""
        return self.systems["test"]

    def add(self, kind: str, record: Record, system: str | None = None) -> None:
        """Add one record in DataCite's own JSON:API format, of any age, whole or partial.

        `kind` is one of KINDS. `system` overrules the one that the kind names. A client or provider may
        carry a `password` beside its attributes: its account then works. Raises ValueError in one clear
        line when the record is malformed.
        """
        prefix, _, resource_kind = kind.rpartition("/")
        if resource_kind not in RESOURCES or prefix not in ("", "test"):
            raise ValueError(f"DataCite has no records of the kind {kind!r}; choose from {', '.join(KINDS)}")
        target = self.systems[system or (prefix or "production")]
        if not isinstance(record.get("id"), str) or not isinstance(record.get("attributes"), dict):
            raise ValueError(f"A DataCite record of the kind {kind!r} needs an id and attributes")
        if resource_kind == "dois":
            doi = doi_from_resource(_with_metadata_of_xml(record))
            doi.row = target.next_row()
            doi.provider_id = doi.provider_id or target.provider_of(doi.client_id)
            target.dois[doi.doi] = doi
            return
        identifier = record["id"].lower()
        if password := record.get("password"):
            target.passwords[identifier] = str(password)
        collection: dict[str, Record] = getattr(target, resource_kind.replace("-", "_"))
        collection[identifier] = {key: value for key, value in record.items() if key != "password"}

    def doi(self, doi: str) -> Record | None:
        """Return the resource of a findable DOI of production, None for any other.

        The attributes are those of `GET /dois/{id}?affiliation=true&publisher=true`.
        """
        found = self.production.dois.get(doi.lower())
        if found is None or found.state != "findable":
            return None
        return single_resource(found, affiliation=True, publisher=True)

    def find(self, system: str, doi: str) -> Doi | None:
        """Return a DOI of one system in whatever state it is, for services that act for its owner."""
        return self.systems[system].dois.get(doi.lower())

    def is_dataset(self, doi: str) -> bool:
        """Tell whether a findable DOI of production is that of a dataset."""
        found = self.production.dois.get(doi.lower())
        types = (
            (found.attributes.get("types") or {}) if found is not None and found.state == "findable" else {}
        )
        return bool(types.get("resourceTypeGeneral") == "Dataset")

    def all_dois(self, system: str) -> Iterator[Doi]:
        """Yield every DOI of one system."""
        yield from self.systems[system].dois.values()

    def check_password(self, system: str, username: str, password: str) -> str | None:
        """Return the lower-case id of the account whose password this is, None where it is wrong."""
        known = self.systems[system].passwords.get(username.lower())
        return username.lower() if known is not None and known == password else None

    def _add_guide_account(self) -> None:
        provider, client = accounts.DATACITE_REPOSITORY_ID.split(".")[0], accounts.DATACITE_REPOSITORY_ID
        self.add("test/providers", _provider(provider, "Guide to persistent identifiers"))
        self.add(
            "test/clients", _client(client, "Emulator repository of the guide", [accounts.DATACITE_PREFIX])
        )
        self.add(
            "test/prefixes",
            {
                "id": accounts.DATACITE_PREFIX,
                "type": "prefixes",
                "attributes": {"createdAt": "2026-01-05T09:00:00Z"},
                "relationships": {
                    "clients": {"data": [{"id": client.lower(), "type": "clients"}]},
                    "providers": {"data": [{"id": provider.lower(), "type": "providers"}]},
                },
            },
        )


def _with_metadata_of_xml(resource: Record) -> Record:
    """Return a resource that has nothing but XML with the attributes that the XML holds."""
    attributes = resource["attributes"]
    encoded = attributes.get("xml")
    if not isinstance(encoded, str) or any(name in attributes for name in LISTS):
        return resource
    try:
        root = parse_xml(base64.b64decode(encoded).decode("utf-8"))
    except (binascii.Error, UnicodeDecodeError, MalformedXml):
        return resource
    namespace = kernel_namespace(root)
    if namespace is None:
        return resource
    return {**resource, "attributes": {**read_kernel_xml(root), "schemaVersion": namespace, **attributes}}


def related_id(record: Record, name: str) -> str | None:
    """Return the id that a to-one relationship names, None where there is none."""
    relationship = (record.get("relationships") or {}).get(name)
    data = relationship.get("data") if isinstance(relationship, dict) else None
    identifier = data.get("id") if isinstance(data, dict) else None
    return identifier.lower() if isinstance(identifier, str) else None


def new_uuid(source: random.Random) -> str:
    """Return a version 4 UUID from the world's own random numbers."""
    digits = f"{source.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def _provider(symbol: str, name: str) -> Record:
    return {
        "id": symbol.lower(),
        "type": "providers",
        "attributes": {
            "name": name,
            "displayName": name,
            "symbol": symbol,
            "memberType": "direct_member",
            "region": "EMEA",
            "isActive": True,
            "created": "2026-01-05T09:00:00.000Z",
            "updated": "2026-01-05T09:00:00.000Z",
        },
        "relationships": {},
    }


def _client(symbol: str, name: str, prefixes: list[str]) -> Record:
    return {
        "id": symbol.lower(),
        "type": "clients",
        "password": accounts.DATACITE_PASSWORD,
        "attributes": {
            "name": name,
            "symbol": symbol,
            "year": 2026,
            "clientType": "repository",
            "domains": "*",
            "url": "https://repository.example.org",
            "created": "2026-01-05T09:00:00.000Z",
            "updated": "2026-01-05T09:00:00.000Z",
            "isActive": True,
        },
        "relationships": {
            "provider": {"data": {"id": symbol.split(".")[0].lower(), "type": "providers"}},
            "prefixes": {"data": [{"id": prefix, "type": "prefixes"} for prefix in prefixes]},
        },
    }
