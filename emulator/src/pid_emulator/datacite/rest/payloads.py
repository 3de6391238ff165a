"""Turns the payload of a write request into the attributes of a DOI."""

import base64
import binascii
from typing import Any

from pid_emulator.datacite.cleaning import number
from pid_emulator.datacite.dois import LISTS, as_list, publisher_object, with_affiliations
from pid_emulator.datacite.errors import NO_PAYLOAD, Problem
from pid_emulator.datacite.kernel.reader import MalformedXml, kernel_namespace, parse_xml, read_kernel_xml
from pid_emulator.datacite.kernel.validation import KERNEL_4, is_checked
from pid_emulator.datacite.kernel.writer import with_doi, write_kernel_xml
from pid_emulator.datacite.rest.foreign_formats import read_foreign
from pid_emulator.datacite.vocabulary import (
    normalized_language,
    with_computed_types,
    with_fields_of_science,
    with_spdx_licence,
)

# What belongs to the metadata: sending one of these makes the server write the XML anew.
METADATA = (
    *LISTS,
    "publisher",
    "container",
    "publicationYear",
    "language",
    "types",
    "version",
)
PLAIN = ("url", "contentUrl", "reason", "source", "schemaVersion")


class Payload:
    """The `data` object of a request, whatever is in it.

    Raises Problem(400) when there is none.
    """

    def __init__(self, body: Any) -> None:
        data = body.get("data") if isinstance(body, dict) else None
        if not isinstance(data, dict) or not data:
            raise Problem(400, NO_PAYLOAD)
        attributes = data.get("attributes")
        self.attributes: dict[str, Any] = dict(attributes) if isinstance(attributes, dict) else {}
        self.client_id = _client_id(data)
        self.document = _decoded(self.attributes.get("xml"))

    @property
    def event(self) -> str | None:
        """The state change asked for, None for none or an unknown one."""
        event = self.attributes.get("event")
        return event if event in ("register", "publish", "hide", "show") else None

    @property
    def should_validate(self) -> bool:
        """Whether a draft is to be checked like a public DOI."""
        return self.attributes.get("should_validate", self.attributes.get("shouldValidate")) in (
            True,
            "true",
            "1",
        )

    def sent_metadata(self) -> dict[str, Any]:
        """Return the metadata attributes of the JSON in their stored form."""
        sent = {name: self.attributes[name] for name in METADATA if name in self.attributes}
        alternate = as_list(self.attributes.get("alternateIdentifiers"))
        if alternate and not sent.get("identifiers"):
            sent["identifiers"] = [
                {
                    "identifier": item.get("alternateIdentifier"),
                    "identifierType": item.get("alternateIdentifierType"),
                }
                for item in alternate
                if isinstance(item, dict)
            ]
        return normalized(sent)


def apply_payload(
    doi: str, stored: dict[str, Any], xml: str | None, payload: Payload
) -> tuple[dict[str, Any], str | None]:
    """Return a DOI's attributes and XML after a write; what was not sent stays as it is."""
    attributes = dict(stored)
    sent = payload.sent_metadata()
    new_xml = xml
    if payload.document is not None:
        read, namespace, root_xml = _read_document(doi, payload.document)
        attributes |= normalized(read)
        if namespace:
            attributes["schemaVersion"] = namespace
        new_xml = root_xml
        if root_xml is None and not sent:
            new_xml = write_kernel_xml(doi, attributes)
    for name in PLAIN:
        if name in payload.attributes:
            attributes[name] = payload.attributes[name]
    attributes |= sent
    if sent or (new_xml is None and not is_checked(attributes.get("schemaVersion"))):
        # The XML is made before what was sent gets its names in other vocabularies.
        as_sent = {"types": payload.attributes["types"]} if "types" in sent else {}
        new_xml = write_kernel_xml(doi, attributes | as_sent)
    return attributes, new_xml


def normalized(attributes: dict[str, Any]) -> dict[str, Any]:
    """Return metadata attributes as the server stores them: computed, mapped and in one shape."""
    result = dict(attributes)
    for name in LISTS:
        if name in result:
            result[name] = as_list(result[name])
    if "publisher" in result:
        result["publisher"] = publisher_object(result["publisher"])
    if isinstance(result.get("publicationYear"), str):
        text = result["publicationYear"].strip()
        result["publicationYear"] = int(text) if text.isdecimal() and len(text) < 10 else None
    for name in ("creators", "contributors"):
        if name in result:
            result[name] = [with_affiliations(person) for person in result[name]]
    if isinstance(result.get("types"), dict):
        result["types"] = with_computed_types(result["types"])
    if isinstance(result.get("language"), str):
        result["language"] = normalized_language(result["language"]) or None
    if "rightsList" in result:
        result["rightsList"] = [_licence(item) for item in result["rightsList"]]
    if "subjects" in result:
        result["subjects"] = with_fields_of_science(result["subjects"])
    if "identifiers" in result:
        result["identifiers"] = [item for item in result["identifiers"] if not _is_doi(item)]
    if "geoLocations" in result:
        result["geoLocations"] = [_numeric(item) for item in result["geoLocations"]]
    return result


def _read_document(doi: str, document: str) -> tuple[dict[str, Any], str | None, str | None]:
    """Return the attributes of a document, its kernel, and the XML to keep (None: write it anew)."""
    text = document.removeprefix("\ufeff")
    if text.lstrip().startswith("<"):
        try:
            root = parse_xml(text.strip())
        except MalformedXml:
            return {}, KERNEL_4, text
        namespace = kernel_namespace(root)
        return read_kernel_xml(root), namespace or KERNEL_4, with_doi(root, doi)
    foreign = read_foreign(text)
    return foreign or {}, KERNEL_4 if foreign else None, None


def _licence(item: Any) -> Any:
    return with_spdx_licence(item) if isinstance(item, dict) else item


def _is_doi(item: Any) -> bool:
    return isinstance(item, dict) and item.get("identifierType") == "DOI"


def _numeric(value: Any) -> Any:
    """Return a geolocation whose coordinates are numbers."""
    if isinstance(value, dict):
        is_coordinate = ("Latitude", "Longitude")
        return {
            key: number(item) if key.endswith(is_coordinate) else _numeric(item)
            for key, item in value.items()
        }
    return [_numeric(item) for item in value] if isinstance(value, list) else value


def _client_id(data: dict[str, Any]) -> str | None:
    value: Any = data.get("relationships")
    for key in ("client", "data", "id"):
        value = value.get(key) if isinstance(value, dict) else None
    return value.lower() if isinstance(value, str) and value else None


def _decoded(encoded: Any) -> str | None:
    if not isinstance(encoded, str) or not encoded.strip():
        return None
    try:
        return base64.b64decode(encoded).decode("utf-8")
    except (binascii.Error, ValueError):
        return encoded
