"""What a search sees of a DOI: its attributes by their indexed names, and what follows from them."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from pid_emulator.core.search_index import SearchIndex
from pid_emulator.datacite.dois import Doi, as_list
from pid_emulator.datacite.store import System
from pid_emulator.datacite.vocabulary import dasherize, ror_id_of_funder, ror_ids_above

# Attributes that the index knows by another name than the API.
INDEXED_NAMES = {
    "publicationYear": "publication_year",
    "relatedIdentifiers": "related_identifiers",
    "relatedItems": "related_items",
    "rightsList": "rights_list",
    "fundingReferences": "funding_references",
    "geoLocations": "geo_locations",
    "landingPage": "landing_page",
    "contentUrl": "content_url",
    "citationCount": "citation_count",
    "viewCount": "view_count",
    "downloadCount": "download_count",
    "referenceCount": "reference_count",
    "partCount": "part_count",
    "partOfCount": "part_of_count",
    "versionCount": "version_count",
    "versionOfCount": "version_of_count",
    "schemaVersion": "schema_version",
    "metadataVersion": "metadata_version",
    "version": "version_info",
}
COUNT_FIELDS = (
    "citation_count",
    "view_count",
    "download_count",
    "reference_count",
    "part_count",
    "part_of_count",
    "version_count",
    "version_of_count",
)


class Document(dict[str, Any]):
    """What queries, filters and facets are answered from; a field is made when it is asked for."""

    def __init__(self, doi: Doi, system: System) -> None:
        super().__init__()
        self.doi = doi
        self.system = system

    def __missing__(self, name: str) -> Any:
        attributes = self.doi.attributes
        if name in _DERIVED:
            value = _DERIVED[name](self.doi, self.system)
        elif name in COUNT_FIELDS:
            value = attributes.get(_API_NAMES[name]) or 0
        else:
            value = None if name in INDEXED_NAMES else attributes.get(_API_NAMES.get(name, name))
        self[name] = value
        return value

    def get(self, name: str, default: Any = None) -> Any:
        """Return a field's value, `default` where it has none."""
        value = self[name]
        return default if value is None else value

    def values(self) -> Any:
        """Return the values of all fields."""
        names = {INDEXED_NAMES.get(name, name) for name in self.doi.attributes}
        for name in (*names, *_DERIVED, *COUNT_FIELDS):
            self[name]
        return super().values()


class DoiIndex(SearchIndex[Doi, Document]):
    """The index over all DOIs of a system."""

    def __init__(self, system: System) -> None:
        super().__init__(system.dois, partial(index_document, system=system))
        self._changed_owners = (system.clients.watch(), system.providers.watch())
        for changed in self._changed_owners:  # the first documents know them as they are
            changed.clear()

    def refresh(self) -> None:
        """Take in what may have changed; a DOI's document shows its repository and member, too."""
        if any(self._changed_owners):
            for changed in self._changed_owners:
                changed.clear()
            self.renew()
        super().refresh()


def index_document(doi: Doi, system: System) -> Document:
    """Return the document of a DOI."""
    return Document(doi, system)


def index_of(system: System) -> DoiIndex:
    """Return the index over all DOIs of a system, up to date."""
    index = known_index(system)
    index.refresh()
    return index


def known_index(system: System) -> DoiIndex:
    """Return the index over all DOIs of a system, as it was when it was last refreshed."""
    index = system.index
    if not isinstance(index, DoiIndex):
        index = system.index = DoiIndex(system)
    return index


def field_of(path: str) -> tuple[Any, Callable[[Any], list[str]]]:
    """Return the name of a field of the values at a path, as text, and what finds them."""
    return path, partial(texts_at, path=path.split("."))


def field_in_any_case(path: str) -> tuple[Any, Callable[[Any], list[str]]]:
    """Return the name of a field of the values at a path in small letters, and what finds them."""
    names = path.split(".")
    return ("in small letters", path), lambda document: [text.lower() for text in texts_at(document, names)]


def holders(index: SearchIndex[Any, Any], path: str, value: str) -> set[int]:
    """Return the numbers of the documents with a value, as text, at a field path."""
    return index.with_value(*field_of(path), value)


def holders_in_any_case(index: SearchIndex[Any, Any], path: str, value: str) -> set[int]:
    """Return the numbers of the documents with a value, as text and in any case, at a field path."""
    return index.with_value(*field_in_any_case(path), value.lower())


def holders_of_any(index: SearchIndex[Any, Any], path: str, test: Callable[[str], bool]) -> set[int]:
    """Return the numbers of the documents with a value, as text, at a field path that stands a test."""
    return index.with_any(*field_of(path), test)


def texts_at(document: Any, path: list[str]) -> list[str]:
    """Return all leaf values at a field path as text: true and false in small letters."""
    return [
        str(value).lower() if isinstance(value, bool) else str(value) for value in values_at(document, path)
    ]


def values_at(document: Any, path: list[str]) -> list[Any]:
    """Return all leaf values at a field path; lists on the way are gone through, `*` is any name."""
    reached: list[Any] = [document]
    for name in path:
        found: list[Any] = []
        _step(reached, name, found)
        reached = found
    leaves: list[Any] = []
    _add_leaves(reached, leaves)
    return leaves


def _step(values: Iterable[Any], name: str, found: list[Any]) -> None:
    """Add what the objects among values have under a name: loops, as each document comes here many times."""
    for value in values:
        if isinstance(value, list):
            _step(value, name, found)
        elif isinstance(value, dict):
            if name == "*":
                found.extend(inner for inner in value.values() if inner is not None)
            elif (inner := value.get(name)) is not None:
                found.append(inner)


def _add_leaves(values: Iterable[Any], leaves: list[Any]) -> None:
    for value in values:
        if isinstance(value, list):
            _add_leaves(value, leaves)
        elif isinstance(value, dict):
            _add_leaves(value.values(), leaves)
        elif value is not None:
            leaves.append(value)


def ror_id(address: str) -> str:
    """Return the form in which the index holds a ROR id: ror.org/…"""
    return f"ror.org/{address.rstrip('/').rpartition('/')[2].lower()}"


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in as_list(value) if isinstance(item, dict)]


def _full_name(person: dict[str, Any]) -> str:
    if person.get("familyName"):
        return " ".join(str(part) for part in (person.get("givenName"), person["familyName"]) if part)
    return str(person.get("name") or "")


def _affiliation_ids(people: list[dict[str, Any]]) -> list[str]:
    return [
        ror_id(str(item["affiliationIdentifier"]))
        for person in people
        for item in _objects(person.get("affiliation"))
        if item.get("affiliationIdentifier") and item.get("affiliationIdentifierScheme") == "ROR"
    ]


def _identifiers(people: list[dict[str, Any]], scheme: str) -> list[str]:
    found = [
        str(item["nameIdentifier"])
        for person in people
        for item in _objects(person.get("nameIdentifiers"))
        if item.get("nameIdentifier") and item.get("nameIdentifierScheme") == scheme
    ]
    return [ror_id(item) for item in found] if scheme == "ROR" else found


def _funders(references: Any, kind: str) -> list[str]:
    return [
        str(item["funderIdentifier"]).lower()
        for item in _objects(references)
        if item.get("funderIdentifier") and item.get("funderIdentifierType") == kind
    ]


def _funder_rors(references: Any) -> list[str]:
    """Return the ROR addresses of funders, also of those that are named by their Funder Registry ids."""
    registry_ids = (item.rpartition("/")[2] for item in _funders(references, "Crossref Funder ID"))
    found = [_ror_address(ror) for item in registry_ids if (ror := ror_id_of_funder(item))]
    named = [_ror_address(item) for item in _funders(references, "ROR")]
    return list(dict.fromkeys([*named, *found]))


def _parents(addresses: list[str]) -> list[str]:
    parents = (ror for address in addresses for ror in ror_ids_above(address.rpartition("/")[2]))
    return list(dict.fromkeys(map(_ror_address, parents)))


def _ror_address(identifier: str) -> str:
    return f"https://{ror_id(identifier)}"


def _consortium(client: Any, provider: Any) -> str | None:
    for record in (client, provider):
        data = ((record or {}).get("relationships") or {}).get("consortium") or {}
        identifier = (data.get("data") or {}).get("id")
        if identifier:
            return str(identifier).lower()
    return None


def _snake(record: Any) -> dict[str, Any]:
    if not record:
        return {}
    words = {
        "alternateName": "alternate_name",
        "clientType": "client_type",
        "repositoryType": "repository_type",
        "displayName": "display_name",
        "memberType": "member_type",
        "organizationType": "organization_type",
        "focusArea": "focus_area",
        "rorId": "ror_id",
        "re3data": "re3data_id",
        "opendoar": "opendoar_id",
    }
    attributes = {words.get(name, name): value for name, value in record["attributes"].items()}
    attributes.setdefault("client_type", "repository")
    return {**attributes, "id": record["id"], "uid": record["id"].lower()}


def _client(doi: Doi, system: System) -> Any:
    return system.clients.peek((doi.client_id or "").lower())


def _provider(doi: Doi, system: System) -> Any:
    return system.providers.peek(doi.provider_id or "")


def _people(doi: Doi) -> list[dict[str, Any]]:
    return [*_objects(doi.attributes.get("creators")), *_objects(doi.attributes.get("contributors"))]


def _resource_type_id(doi: Doi) -> str | None:
    types = doi.attributes.get("types")
    general = types.get("resourceTypeGeneral") if isinstance(types, dict) else None
    return dasherize(str(general)) if general else None


def _publisher_name(doi: Doi) -> Any:
    publisher = doi.attributes.get("publisher")
    return publisher.get("name") if isinstance(publisher, dict) else publisher


def _publisher_object(doi: Doi) -> dict[str, Any] | None:
    publisher = doi.attributes.get("publisher")
    return publisher if isinstance(publisher, dict) else None


_API_NAMES = {indexed: name for name, indexed in INDEXED_NAMES.items()}
_DERIVED: dict[str, Callable[[Doi, System], Any]] = {
    "id": lambda doi, _: doi.doi,
    "uid": lambda doi, _: doi.doi,
    "doi": lambda doi, _: doi.doi,
    "prefix": lambda doi, _: doi.prefix,
    "suffix": lambda doi, _: doi.suffix,
    "client_id": lambda doi, _: doi.client_id,
    "provider_id": lambda doi, _: doi.provider_id,
    "consortium_id": lambda doi, system: _consortium(_client(doi, system), _provider(doi, system)),
    "resource_type_id": lambda doi, _: _resource_type_id(doi),
    "aasm_state": lambda doi, _: doi.state,
    "state": lambda doi, _: doi.state,
    "agency": lambda doi, _: doi.attributes.get("agency") or "datacite",
    "publisher": lambda doi, _: _publisher_name(doi),
    "publisher_obj": lambda doi, _: _publisher_object(doi),
    "creator_names": lambda doi, _: [
        _full_name(person) for person in _objects(doi.attributes.get("creators"))
    ],
    "creators_and_contributors": lambda doi, _: _people(doi),
    "affiliation_id": lambda doi, _: _affiliation_ids(_people(doi)),
    "organization_id": lambda doi, _: _identifiers(_people(doi), "ROR"),
    "person_id": lambda doi, _: _identifiers(_people(doi), "ORCID"),
    "funder_rors": lambda doi, _: _funder_rors(doi.attributes.get("fundingReferences")),
    "funder_parent_rors": lambda doi, _: _parents(_funder_rors(doi.attributes.get("fundingReferences"))),
    "funder_ids": lambda doi, _: _funders(doi.attributes.get("fundingReferences"), "Crossref Funder ID"),
    "primary_title": lambda doi, _: _objects(doi.attributes.get("titles"))[:1],
    "client": lambda doi, system: _snake(_client(doi, system)),
    "provider": lambda doi, system: _snake(_provider(doi, system)),
}
