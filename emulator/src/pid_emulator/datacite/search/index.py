"""What a search sees of a DOI: its attributes by their indexed names, and what follows from them."""

from typing import Any

from pid_emulator.datacite.dois import Doi, as_list
from pid_emulator.datacite.store import System
from pid_emulator.datacite.vocabulary import dasherize, ror_id_of_funder, ror_ids_above

Document = dict[str, Any]

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


def index_document(doi: Doi, system: System) -> Document:
    """Return the document that queries, filters and facets are answered from."""
    document = {INDEXED_NAMES.get(name, name): value for name, value in doi.attributes.items()}
    publisher = doi.attributes.get("publisher")
    creators, contributors = (
        _objects(doi.attributes.get("creators")),
        _objects(doi.attributes.get("contributors")),
    )
    types = doi.attributes.get("types")
    general = types.get("resourceTypeGeneral") if isinstance(types, dict) else None
    client, provider = system.client(doi.client_id), system.providers.get(doi.provider_id or "")
    titles = _objects(doi.attributes.get("titles"))
    funder_rors = _funder_rors(doi.attributes.get("fundingReferences"))
    document |= {
        "id": doi.doi,
        "uid": doi.doi,
        "doi": doi.doi,
        "prefix": doi.prefix,
        "suffix": doi.suffix,
        "client_id": doi.client_id,
        "provider_id": doi.provider_id,
        "consortium_id": _consortium(client, provider),
        "resource_type_id": dasherize(str(general)) if general else None,
        "aasm_state": doi.state,
        "state": doi.state,
        "agency": doi.attributes.get("agency") or "datacite",
        "publisher": publisher.get("name") if isinstance(publisher, dict) else publisher,
        "publisher_obj": publisher if isinstance(publisher, dict) else None,
        "creator_names": [_full_name(person) for person in creators],
        "creators_and_contributors": [*creators, *contributors],
        "affiliation_id": _affiliation_ids([*creators, *contributors]),
        "organization_id": _identifiers([*creators, *contributors], "ROR"),
        "person_id": _identifiers([*creators, *contributors], "ORCID"),
        "funder_rors": funder_rors,
        "funder_parent_rors": _parents(funder_rors),
        "funder_ids": _funders(doi.attributes.get("fundingReferences"), "Crossref Funder ID"),
        "primary_title": titles[:1],
        "client": _snake(client),
        "provider": _snake(provider),
    }
    for name in COUNT_FIELDS:
        document[name] = document.get(name) or 0
    return document


def values_at(document: Any, path: list[str]) -> list[Any]:
    """Return all leaf values at a field path; lists on the way are gone through, `*` is any name."""
    if isinstance(document, list):
        return [value for item in document for value in values_at(item, path)]
    if not path:
        if isinstance(document, dict):
            return [value for item in document.values() for value in values_at(item, path)]
        return [] if document is None else [document]
    if not isinstance(document, dict):
        return []
    name, rest = path[0], path[1:]
    if name == "*":
        return [value for item in document.values() for value in values_at(item, rest)]
    return values_at(document.get(name), rest)


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
