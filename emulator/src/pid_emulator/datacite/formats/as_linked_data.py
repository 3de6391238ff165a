"""The formats of linked data: schema.org and Codemeta, as JSON-LD."""

from typing import Any

from pid_emulator.datacite.formats.view import (
    Object,
    View,
    first,
    link,
    objects,
    pretty,
    unwrap,
    without_nulls,
)

_CODEMETA_CONTEXT = "https://raw.githubusercontent.com/codemeta/codemeta/master/codemeta.jsonld"

# schema.org's type for a related resource; those that have none are a CreativeWork
_SCHEMA_ORG_TYPES = {
    "Audiovisual": "MediaObject",
    "Book": "Book",
    "BookChapter": "Chapter",
    "Collection": "Collection",
    "ComputationalNotebook": "SoftwareSourceCode",
    "ConferencePaper": "Article",
    "ConferenceProceeding": "Periodical",
    "DataPaper": "Article",
    "Dataset": "Dataset",
    "Dissertation": "Thesis",
    "Event": "Event",
    "Image": "ImageObject",
    "Journal": "Periodical",
    "JournalArticle": "ScholarlyArticle",
    "PeerReview": "Review",
    "Report": "Report",
    "Service": "Service",
    "Software": "SoftwareSourceCode",
    "Sound": "AudioObject",
    "Text": "ScholarlyArticle",
}


def schema_org(view: View) -> str:
    """Return JSON-LD in schema.org's terms."""
    schema_type = view.types.get("schemaOrg")
    container = view.container
    relations = {
        "sameAs": ["IsIdenticalTo"],
        "isPartOf": ["IsPartOf"],
        "hasPart": ["HasPart"],
        "predecessor_of": ["IsPreviousVersionOf"],
        "successor_of": ["IsNewVersionOf"],
        "citation": ["References", "Cites", "Documents"],
        "workTranslation": ["HasTranslation"],
        "translationOfWork": ["IsTranslationOf"],
    }
    translators = [person for person in view.contributors if person.get("contributorType") == "Translator"]
    document = {
        "@context": "http://schema.org",
        "@type": schema_type,
        "@id": view.doi_url,
        "identifier": _schema_org_identifiers(view),
        "url": view.text("url"),
        "additionalType": view.types.get("resourceType"),
        "name": view.title,
        "author": unwrap([_schema_org_person(person) for person in view.creators]),
        "editor": unwrap([_schema_org_person(person) for person in view.contributors]),
        "translator": unwrap([_schema_org_person(person) for person in translators]),
        "description": view.abstract,
        "license": _licence(view),
        "version": view.text("version"),
        "keywords": ", ".join(view.subjects) or None,
        "inLanguage": view.text("language"),
        "contentSize": unwrap(view.values("sizes")),
        "encodingFormat": unwrap(view.values("formats")),
        "dateCreated": view.date("Created"),
        "datePublished": view.date("Issued") or view.attributes.get("publicationYear"),
        "dateModified": view.date("Updated"),
        "temporalCoverage": view.date("Coverage"),
        "pageStart": container.get("firstPage"),
        "pageEnd": container.get("lastPage"),
        "spatialCoverage": unwrap(
            [place for entry in view.objects("geoLocations") for place in _places(entry)]
        ),
        **{name: unwrap(_relations(view, types)) for name, types in relations.items()},
        "@reverse": _reverse(view) or None,
        "contentUrl": unwrap(view.values("contentUrl")),
        "schemaVersion": view.text("schemaVersion"),
        "periodical": _periodical(container) if schema_type and schema_type != "Dataset" else None,
        "includedInDataCatalog": _data_catalog(container) if schema_type == "Dataset" else None,
        "publisher": _organization(view.publisher.get("publisherIdentifier"), view.publisher_name),
        "funder": unwrap(
            [
                _organization(reference.get("funderIdentifier"), reference.get("funderName"))
                for reference in view.objects("fundingReferences")
            ]
        ),
        "provider": {"@type": "Organization", "name": view.text("agency") or "datacite"},
    }
    return pretty(without_nulls(document))


def codemeta(view: View) -> str:
    """Return Codemeta JSON-LD."""
    document = {
        "@context": _CODEMETA_CONTEXT,
        "@type": view.types.get("schemaOrg"),
        "@id": view.doi_url,
        "identifier": _schema_org_identifiers(view),
        "codeRepository": view.text("url"),
        "name": view.title,
        "authors": view.creators,
        "description": first(view.objects("descriptions"), "description"),
        "version": view.text("version"),
        "tags": view.subjects or None,
        "datePublished": view.date("Issued") or view.attributes.get("publicationYear"),
        "dateModified": view.date("Updated"),
        "publisher": view.attributes.get("publisher"),
        "license": _licence(view),
    }
    return pretty(without_nulls(document))


def _schema_org_person(person: Object) -> Object:
    family = person.get("familyName")
    name_identifiers = objects(person.get("nameIdentifiers"))
    affiliations = person.get("affiliation") or []
    affiliations = affiliations if isinstance(affiliations, list) else [affiliations]
    name_type = str(person.get("nameType") or "")
    rest = {key: value for key, value in person.items() if key not in ("nameIdentifiers", "nameType")}
    return without_nulls(
        {
            **rest,
            "name": f"{person.get('givenName') or ''} {family}" if family else person.get("name"),
            "affiliation": unwrap([_affiliation(affiliation) for affiliation in affiliations]),
            "@type": name_type[:-2] or None,
            "@id": name_identifiers[0].get("nameIdentifier") if name_identifiers else None,
        }
    )


def _affiliation(affiliation: Any) -> Object:
    if not isinstance(affiliation, dict):
        return {"@type": "Organization", "name": affiliation}
    identifier = affiliation.get("affiliationIdentifier")
    return without_nulls({"@type": "Organization", "@id": identifier, "name": affiliation.get("name")})


def _organization(identifier: Any, name: Any) -> Object | None:
    return without_nulls({"@type": "Organization", "@id": identifier, "name": name}) if name else None


def _schema_org_identifiers(view: View) -> Any:
    return unwrap(
        [
            {
                "@type": "PropertyValue",
                "propertyID": entry.get("identifierType"),
                "value": entry.get("identifier"),
            }
            for entry in view.objects("identifiers")
        ]
    )


def _licence(view: View) -> Any:
    return unwrap([entry["rightsUri"] for entry in view.objects("rightsList") if entry.get("rightsUri")])


def _relations(view: View, relation_types: list[str]) -> list[Object]:
    related = [
        entry for entry in view.objects("relatedIdentifiers") if entry.get("relationType") in relation_types
    ]
    return [_relation(entry) for entry in related]


def _relation(entry: Object) -> Object:
    if entry.get("relatedIdentifierType") == "ISSN" and entry.get("relationType") == "IsPartOf":
        return without_nulls({"@type": "Periodical", "issn": entry.get("relatedIdentifier")})
    schema_type = _SCHEMA_ORG_TYPES.get(str(entry.get("resourceTypeGeneral")), "CreativeWork")
    return without_nulls({"@id": link(entry.get("relatedIdentifier")), "@type": schema_type})


def _reverse(view: View) -> Object:
    return without_nulls(
        {
            name: unwrap(
                [
                    _reverse_relation(entry)
                    for entry in view.objects("relatedIdentifiers")
                    if entry.get("relationType") == relation_type
                ]
            )
            for name, relation_type in (("citation", "IsReferencedBy"), ("isBasedOn", "IsSupplementTo"))
        }
    )


def _reverse_relation(entry: Object) -> Object:
    is_doi = entry.get("relatedIdentifierType") == "DOI"
    identifier = {
        "@type": "PropertyValue",
        "propertyID": entry.get("relatedIdentifierType"),
        "value": entry.get("relatedIdentifier"),
    }
    return without_nulls(
        {
            "@id": link(entry.get("relatedIdentifier")) if is_doi else None,
            "@type": entry.get("resourceTypeGeneral") or "ScholarlyArticle",
            "identifier": None if is_doi else identifier,
        }
    )


def _periodical(container: Object) -> Object | None:
    names = {"type": "@type", "id": "@id", "title": "name"}
    return {names.get(key, key): value for key, value in container.items()} or None


def _data_catalog(container: Object) -> Object | None:
    if not container:
        return None
    return without_nulls(
        {"@id": container.get("identifier"), "@type": "DataCatalog", "name": container.get("title")}
    )


def _places(location: Object) -> list[Object]:
    """Return a place for each of the point, the box and the polygon of one location, else for its name."""
    address = location.get("geoLocationPlace")
    shapes: list[Object] = []
    if isinstance(point := location.get("geoLocationPoint"), dict):
        coordinates = {"latitude": point.get("pointLatitude"), "longitude": point.get("pointLongitude")}
        shapes.append({"@type": "GeoCoordinates", "address": address, **coordinates})
    if isinstance(box := location.get("geoLocationBox"), dict):
        sides = ("southBoundLatitude", "westBoundLongitude", "northBoundLatitude", "eastBoundLongitude")
        corners = " ".join(str(box[side]) for side in sides if box.get(side) is not None)
        shapes.append({"@type": "GeoShape", "address": address, "box": corners or None})
    if polygon := location.get("geoLocationPolygon"):
        shapes.append({"@type": "GeoShape", "address": address, "polygon": _polygon_points(polygon)})
    if not shapes and address:
        shapes.append({"@type": "GeoCoordinates", "address": address})
    return [{"@type": "Place", "geo": without_nulls(shape)} for shape in shapes]


def _polygon_points(polygon: Any) -> list[Any]:
    members = polygon if isinstance(polygon, list) else [polygon]
    points = []
    for member in members:
        if isinstance(member, list):
            points.append(_polygon_points(member))
        elif isinstance(member, dict) and isinstance(point := member.get("polygonPoint"), dict):
            points.append([point.get("pointLongitude"), point.get("pointLatitude")])
    return points
