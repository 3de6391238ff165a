"""A DOI as DataCite keeps it: metadata, state, XML, owner and relations."""

import base64
import binascii
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pid_emulator.core.records import Record

RELATIONS = ("references", "citations", "parts", "partOf", "versions", "versionOf")
LISTS = (
    "identifiers",
    "creators",
    "titles",
    "subjects",
    "contributors",
    "dates",
    "relatedIdentifiers",
    "relatedItems",
    "sizes",
    "formats",
    "rightsList",
    "descriptions",
    "geoLocations",
    "fundingReferences",
)
COUNTS = (
    "viewCount",
    "downloadCount",
    "referenceCount",
    "citationCount",
    "partCount",
    "partOfCount",
    "versionCount",
    "versionOfCount",
)
_ADDRESS = re.compile(
    r"(?:https?:/{1,2}(?:dx\.)?(?:www\.)?(?:doi\.org|handle\.(?:stage|test)\.datacite\.org)/)?"
    r"(?:doi:)?(10\.\d{4,5}/.+)",
    re.IGNORECASE | re.DOTALL,
)


_MEDIA_URL = re.compile(r"(ftp|https?|gs|s3|dos)://\S+")


@dataclass
class Doi:
    """One DOI of one system.

    `attributes` are those of the API with publisher and affiliations as objects, without the ones that
    follow from the other fields here.
    """

    doi: str
    attributes: dict[str, Any]
    client_id: str | None = None
    provider_id: str | None = None
    state: str = "draft"
    xml: str | None = None
    row: int = 0
    relations: dict[str, list[str]] = field(default_factory=dict)
    media: list[Record] = field(default_factory=list)

    @property
    def prefix(self) -> str:
        """The part before the first slash."""
        return self.doi.partition("/")[0]

    @property
    def suffix(self) -> str:
        """The part behind the first slash."""
        return self.doi.partition("/")[2]


def normalize_doi(text: str) -> str | None:
    """Return a DOI in small letters from any way of writing it, None where it is not one."""
    match = _ADDRESS.fullmatch(text.strip())
    return match[1].lower() if match else None


def is_media_url(url: object) -> bool:
    """Tell whether the content of a DOI may be at this address."""
    return _MEDIA_URL.fullmatch(str(url)) is not None


def doi_from_resource(resource: Record) -> Doi:
    """Read a DOI from a resource as the API answers it, today or years ago."""
    attributes = dict(resource["attributes"])
    doi = str(attributes.get("doi") or resource["id"]).lower()
    relationships = resource.get("relationships") or {}
    state = attributes.pop("state", None) or "findable"
    encoded = attributes.pop("xml", None)
    for computed in ("doi", "prefix", "suffix", "isActive", "alternateIdentifiers", "landingPage"):
        attributes.pop(computed, None)
    for name in LISTS:
        attributes[name] = as_list(attributes.get(name))
    attributes["identifiers"] = [item for item in attributes["identifiers"] if isinstance(item, dict)]
    attributes["publisher"] = publisher_object(attributes.get("publisher"))
    for people in ("creators", "contributors"):
        attributes[people] = [with_affiliations(person) for person in attributes[people]]
    return Doi(
        doi=doi,
        attributes=attributes,
        client_id=_related(relationships, "client"),
        provider_id=_related(relationships, "provider"),
        state=str(state),
        xml=_decoded(encoded),
        relations={name: _related_list(relationships, name) for name in RELATIONS if name in relationships},
        media=[item for item in as_list(resource.get("media")) if isinstance(item, dict)],
    )


def as_list(value: Any) -> list[Any]:
    """Return a list: the value itself, the value in a list, or nothing for null."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def publisher_object(publisher: Any) -> dict[str, Any] | None:
    """Return a publisher as the object that DataCite stores, from a name or an object."""
    if isinstance(publisher, dict):
        return publisher or None
    return {"name": str(publisher)} if publisher not in (None, "") else None


def with_affiliations(person: Any) -> Any:
    """Return a person whose affiliations are objects."""
    if not isinstance(person, dict):
        return person
    affiliations = [
        item if isinstance(item, dict) else {"name": str(item)}
        for item in as_list(person.get("affiliation"))
        if item not in (None, "")
    ]
    return {**person, "affiliation": affiliations, "nameIdentifiers": as_list(person.get("nameIdentifiers"))}


def timestamp(moment: datetime) -> str:
    """Return a moment as DataCite stores it: UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_timestamp(text: Any) -> datetime | None:
    """Return the moment that a timestamp names, None where it is none."""
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _related(relationships: Record, name: str) -> str | None:
    data = (relationships.get(name) or {}).get("data")
    return str(data["id"]).lower() if isinstance(data, dict) and data.get("id") else None


def _related_list(relationships: Record, name: str) -> list[str]:
    data = (relationships.get(name) or {}).get("data")
    return [str(item["id"]) for item in as_list(data) if isinstance(item, dict) and item.get("id")]


def _decoded(encoded: Any) -> str | None:
    if not isinstance(encoded, str) or not encoded:
        return None
    try:
        return base64.b64decode(encoded).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
