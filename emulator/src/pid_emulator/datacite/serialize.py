"""Writes DOIs, repositories and members as JSON:API resources, attribute by attribute.

A single DOI and one in a list differ: the list leaves out the XML, the counts by time and all relationships
but the client, and writes timestamps without milliseconds
(https://support.datacite.org/docs/api-get-doi, https://support.datacite.org/docs/api-get-lists).
"""

import base64
from datetime import UTC
from typing import Any

from pid_emulator.core.records import Record
from pid_emulator.datacite.dois import COUNTS, RELATIONS, Doi, as_list, parse_timestamp
from pid_emulator.datacite.kernel.writer import stored_xml


def single_resource(
    doi: Doi, *, affiliation: bool = False, publisher: bool = False, owner: bool = False
) -> Record:
    """Return a DOI as `GET /dois/{id}` does; `owner` adds what only its repository sees."""
    return _resource(doi, affiliation, publisher, detail=True, listed=False, owner=owner, agency=False)


def listed_resource(
    doi: Doi,
    *,
    affiliation: bool = False,
    publisher: bool = False,
    detail: bool = False,
    owner: bool = False,
    agency: bool = False,
) -> Record:
    """Return a DOI as a list does; `detail` adds all but the media that a single one has."""
    return _resource(doi, affiliation, publisher, detail=detail, listed=True, owner=owner, agency=agency)


def _resource(
    doi: Doi, affiliation: bool, publisher: bool, *, detail: bool, listed: bool, owner: bool, agency: bool
) -> Record:
    attributes = _attributes(
        doi, affiliation, publisher, detail=detail, listed=listed, owner=owner, agency=agency
    )
    relationships = _relationships(doi, detail=detail, listed=listed)
    return {"id": doi.doi, "type": "dois", "attributes": attributes, "relationships": relationships}


def _attributes(
    doi: Doi, affiliation: bool, publisher: bool, *, detail: bool, listed: bool, owner: bool, agency: bool
) -> Record:
    stored = doi.attributes
    year = stored.get("publicationYear")
    own = (doi.doi.upper(), stored.get("url"))
    identifiers = [item for item in as_list(stored.get("identifiers")) if item.get("identifier") not in own]
    shown: Record = {"doi": doi.doi}
    if detail:
        shown |= {"prefix": doi.prefix, "suffix": doi.suffix}
    shown["identifiers"] = identifiers
    if detail:
        shown["alternateIdentifiers"] = [
            {
                "alternateIdentifierType": item.get("identifierType"),
                "alternateIdentifier": item.get("identifier"),
            }
            for item in identifiers
        ]
    shown |= {
        "creators": people(stored.get("creators"), affiliation),
        "titles": as_list(stored.get("titles")),
        "publisher": publisher_shown(stored.get("publisher"), publisher),
        "container": stored.get("container") or {},
        "publicationYear": year,
        "subjects": as_list(stored.get("subjects")),
        "contributors": people(stored.get("contributors"), affiliation),
        "dates": as_list(stored.get("dates")),
        "language": stored.get("language"),
        "types": stored.get("types") or {},
        "relatedIdentifiers": as_list(stored.get("relatedIdentifiers")),
        "relatedItems": as_list(stored.get("relatedItems")),
        "sizes": as_list(stored.get("sizes")),
        "formats": as_list(stored.get("formats")),
        "version": stored.get("version"),
        "rightsList": as_list(stored.get("rightsList")),
        "descriptions": as_list(stored.get("descriptions")),
        "geoLocations": as_list(stored.get("geoLocations")),
        "fundingReferences": as_list(stored.get("fundingReferences")),
    }
    if detail:
        xml = stored_xml(doi)
        shown["xml"] = base64.b64encode(xml.encode()).decode() if xml else None
    shown |= {
        "url": stored.get("url"),
        "contentUrl": stored.get("contentUrl"),
        "metadataVersion": stored.get("metadataVersion") or 0,
        "schemaVersion": stored.get("schemaVersion"),
        "source": stored.get("source"),
        "isActive": doi.state == "findable",
        "state": doi.state,
        "reason": stored.get("reason"),
    }
    if owner:
        shown["landingPage"] = stored.get("landingPage")
    over_time = {"viewCount": "viewsOverTime", "downloadCount": "downloadsOverTime"}
    over_time["citationCount"] = "citationsOverTime"
    for count in COUNTS:
        shown[count] = stored.get(count) or 0
        if detail and count in over_time:
            shown[over_time[count]] = as_list(stored.get(over_time[count]))
    shown |= {
        "created": timestamp_shown(stored.get("created"), listed),
        "registered": timestamp_shown(stored.get("registered"), listed),
        "published": None if listed else (stored.get("published") or ("" if year is None else str(year))),
        "updated": timestamp_shown(stored.get("updated"), listed),
    }
    if agency:
        shown["agency"] = stored.get("agency") or "datacite"
    return shown


def _relationships(doi: Doi, *, detail: bool, listed: bool) -> Record:
    shown: Record = {"client": {"data": reference(doi.client_id, "clients")}}
    if not detail:
        return shown
    shown["provider"] = {"data": reference(doi.provider_id, "providers")}
    if not listed:
        shown["media"] = {"data": {"id": doi.doi, "type": "media"}}
    for name in RELATIONS:
        shown[name] = {"data": [{"id": item, "type": "dois"} for item in doi.relations.get(name, [])]}
    return shown


def reference(identifier: str | None, kind: str) -> Record | None:
    """Return a resource identifier, null where there is nothing to name."""
    return {"id": identifier, "type": kind} if identifier else None


def people(value: Any, affiliation: bool) -> list[Any]:
    """Return creators or contributors: affiliations as names, as objects where `affiliation` is asked for."""
    shown = []
    for person in as_list(value):
        if not isinstance(person, dict):
            continue
        affiliations = [
            item if affiliation else item.get("name") for item in as_list(person.get("affiliation"))
        ]
        shown.append(
            {
                **person,
                "affiliation": [item for item in affiliations if item is not None],
                "nameIdentifiers": as_list(person.get("nameIdentifiers")),
            }
        )
    return shown


def publisher_shown(value: Any, as_object: bool) -> Any:
    """Return a publisher as its name, as an object where `publisher=true` asks for it."""
    if not isinstance(value, dict):
        return None
    return value if as_object else value.get("name")


def timestamp_shown(value: Any, listed: bool) -> Any:
    """Return a stored timestamp in UTC: with milliseconds in a single resource, without in a list."""
    moment = parse_timestamp(value)
    if moment is None:
        return value
    moment_text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return moment_text + ("Z" if listed else ".000Z")
