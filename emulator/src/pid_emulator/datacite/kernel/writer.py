"""Writes the attributes of the REST API as DataCite XML (kernel 4), as DataCite's server generates it."""

from __future__ import annotations

from typing import Any

from pid_emulator.core.libraries import etree
from pid_emulator.datacite.dois import Doi, as_list

NAMESPACE = "http://datacite.org/schema/kernel-4"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA_LOCATION = f"{NAMESPACE} http://schema.datacite.org/meta/kernel-4/metadata.xsd"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Attributes in the order they are written, and what JSON calls those that it calls by another name.
_SUBJECT = ("subjectScheme", "schemeURI", "valueURI", "classificationCode", XML_LANG)
_RIGHTS = ("rightsURI", "rightsIdentifier", "rightsIdentifierScheme", "schemeURI", XML_LANG)
_PUBLISHER = ("publisherIdentifier", "publisherIdentifierScheme", "schemeURI", XML_LANG)
_RELATION = ("relatedIdentifierType", "relationType", "resourceTypeGeneral", "relationTypeInformation")
_IN_JSON = {
    "schemeURI": "schemeUri",
    "valueURI": "valueUri",
    "rightsURI": "rightsUri",
    "awardURI": "awardUri",
    "alternateIdentifierType": "identifierType",
    XML_LANG: "lang",
}
_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)))


def write_kernel_xml(doi: str, attributes: dict[str, Any]) -> str:
    """Return the document of a DOI; what is missing is an empty element, so that validation names it."""
    namespaces: Any = {"xsi": XSI, None: NAMESPACE}
    root = etree.Element(f"{{{NAMESPACE}}}resource", nsmap=namespaces)
    root.set(f"{{{XSI}}}schemaLocation", SCHEMA_LOCATION)
    _add(root, "identifier", doi.upper(), {"identifierType": "DOI"})
    _people(root, "creators", "creator", attributes.get("creators"), always=True)
    _titles(root, attributes.get("titles"))
    _publisher(root, attributes)
    _add(root, "publicationYear", attributes.get("publicationYear"))
    _resource_type(root, attributes.get("types"))
    _list(root, "subjects", "subject", _objects(attributes.get("subjects"), "subject"), _SUBJECT)
    _people(root, "contributors", "contributor", attributes.get("contributors"))
    _list(root, "dates", "date", _objects(attributes.get("dates")), ("dateType", "dateInformation"))
    if attributes.get("language"):
        _add(root, "language", attributes["language"])
    _list(
        root,
        "alternateIdentifiers",
        "alternateIdentifier",
        _objects(attributes.get("identifiers")),
        ("alternateIdentifierType",),
        text="identifier",
    )
    _related_identifiers(root, attributes.get("relatedIdentifiers"))
    _related_items(root, attributes.get("relatedItems"))
    for wrapper, name in (("sizes", "size"), ("formats", "format")):
        element = _add(root, wrapper)
        for value in as_list(attributes.get(wrapper)):
            _add(element, name, value)
    _add(root, "version", attributes.get("version"))
    _list(root, "rightsList", "rights", _objects(attributes.get("rightsList"), "rights"), _RIGHTS)
    _descriptions(root, attributes)
    _geo_locations(root, attributes.get("geoLocations"))
    _funding_references(root, attributes.get("fundingReferences"))
    etree.indent(root, space="  ")
    body = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def stored_xml(doi: Doi) -> str | None:
    """Return the XML of a DOI; one whose record came without has what the server would have generated."""
    if doi.xml is None and doi.attributes.get("titles"):
        doi.xml = write_kernel_xml(doi.doi, doi.attributes)
    return doi.xml


def with_doi(root: etree._Element, doi: str) -> str:
    """Return a sender's document word for word but for its identifier, which becomes the DOI in capitals."""
    identifier = next((child for child in root if _is_identifier(child)), None)
    if identifier is None:
        identifier = etree.Element(f"{{{etree.QName(root).namespace}}}identifier")
        identifier.tail = "\n"
        root.insert(0, identifier)
    for child in list(identifier):
        identifier.remove(child)
    identifier.set("identifierType", "DOI")
    identifier.text = doi.upper()
    body = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'


def _is_identifier(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and etree.QName(element).localname == "identifier"


def _add(
    parent: etree._Element, name: str, text: Any = None, attributes: dict[str, Any] | None = None
) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    for key, value in (attributes or {}).items():
        if value is not None:
            element.set(key, _clean(value))
    if text not in (None, "", [], {}):
        element.text = _clean(text)
    return element


def _clean(value: Any) -> str:
    return str(value).translate(_FORBIDDEN)


def _objects(value: Any, text: str | None = None) -> list[dict[str, Any]]:
    """Return the objects of a list; strings as objects with the key `text`, where the server takes those."""
    items = [{text: item} if text and isinstance(item, str) else item for item in as_list(value)]
    return [item for item in items if isinstance(item, dict)]


def _people(root: etree._Element, wrapper: str, name: str, value: Any, *, always: bool = False) -> None:
    people = _objects(value)
    if not people and not always:
        return
    element = _add(root, wrapper)
    for person in people:
        _person(element, name, person)


def _person(parent: etree._Element, name: str, person: dict[str, Any]) -> None:
    kind = person.get("contributorType") or "Other"
    element = _add(parent, name, attributes={"contributorType": kind} if name == "contributor" else None)
    family, given = person.get("familyName"), person.get("givenName")
    full = ", ".join(str(part) for part in (family, given) if part) if family else person.get("name")
    _add(element, f"{name}Name", full, {"nameType": person.get("nameType")})
    if given:
        _add(element, "givenName", given)
    if family:
        _add(element, "familyName", family)
    for item in _objects(person.get("nameIdentifiers")):
        names = _named(item, "nameIdentifierScheme", "schemeURI")
        _add(element, "nameIdentifier", item.get("nameIdentifier"), names)
    for item in as_list(person.get("affiliation")):
        item = item if isinstance(item, dict) else {"name": item}
        names = _named(item, "affiliationIdentifier", "affiliationIdentifierScheme", "schemeURI")
        _add(element, "affiliation", item.get("name"), names)


def _titles(root: etree._Element, value: Any) -> None:
    element = _add(root, "titles")
    for title in _objects(value, "title"):
        _add(element, "title", title.get("title"), _named(title, "titleType", XML_LANG))


def _publisher(root: etree._Element, attributes: dict[str, Any]) -> None:
    publisher = attributes.get("publisher")
    publisher = publisher if isinstance(publisher, dict) else {"name": publisher}
    container = attributes.get("container")
    name = publisher.get("name") or (container.get("title") if isinstance(container, dict) else None)
    _add(root, "publisher", name, _named(publisher, *_PUBLISHER))


def _resource_type(root: etree._Element, types: Any) -> None:
    if not isinstance(types, dict) or not (types.get("resourceTypeGeneral") or types.get("schemaOrg")):
        return
    text = types.get("resourceType") or types.get("schemaOrg")
    _add(root, "resourceType", text, {"resourceTypeGeneral": types.get("resourceTypeGeneral") or "Other"})


def _list(
    root: etree._Element,
    wrapper: str,
    name: str,
    items: list[dict[str, Any]],
    attributes: tuple[str, ...],
    *,
    text: str | None = None,
) -> None:
    """Add a list of elements that have nothing but text, from `text` or `name` of each item."""
    if not items:
        return
    element = _add(root, wrapper)
    for item in items:
        _add(element, name, item.get(text or name), _named(item, *attributes))


def _named(item: dict[str, Any], *attributes: str) -> dict[str, Any]:
    """Return XML attributes by their names, with what the item has for them in JSON."""
    return {name: item.get(_IN_JSON.get(name, name)) for name in attributes}


def _related_identifiers(root: etree._Element, value: Any) -> None:
    if not _objects(value):
        return
    element = _add(root, "relatedIdentifiers")
    for item in _objects(value):
        names = _named(item, *_RELATION)
        if item.get("relationType") in ("HasMetadata", "IsMetadataFor"):
            names |= _named(item, "relatedMetadataScheme", "schemeURI", "schemeType")
        _add(element, "relatedIdentifier", item.get("relatedIdentifier"), names)


def _related_items(root: etree._Element, value: Any) -> None:
    if not _objects(value):
        return
    wrapper = _add(root, "relatedItems")
    for item in _objects(value):
        names = _named(item, "relatedItemType", "relationType", "relationTypeInformation")
        element = _add(wrapper, "relatedItem", attributes=names)
        identifier = item.get("relatedItemIdentifier")
        if isinstance(identifier, dict):
            kinds = ("relatedItemIdentifierType", "relatedMetadataScheme", "schemeURI", "schemeType")
            kind = {key: identifier.get(key) for key in kinds}
            _add(element, "relatedItemIdentifier", identifier.get("relatedItemIdentifier"), kind)
        _people(element, "creators", "creator", item.get("creators"))
        _titles(element, item.get("titles"))
        for name in ("publicationYear", "volume", "issue"):
            if item.get(name):
                _add(element, name, item[name])
        if item.get("number"):
            _add(element, "number", item["number"], _named(item, "numberType"))
        for name in ("firstPage", "lastPage", "publisher", "edition"):
            if item.get(name):
                _add(element, name, item[name])
        _people(element, "contributors", "contributor", item.get("contributors"))


def _descriptions(root: etree._Element, attributes: dict[str, Any]) -> None:
    descriptions = _objects(attributes.get("descriptions"), "description")
    series = _series_information(attributes.get("container"))
    if any(item.get("descriptionType") == "SeriesInformation" for item in descriptions):
        series = None
    if not descriptions and not series:
        return
    element = _add(root, "descriptions")
    if series:
        _add(element, "description", series, {"descriptionType": "SeriesInformation"})
    for item in descriptions:
        names = {XML_LANG: item.get("lang"), "descriptionType": item.get("descriptionType") or "Abstract"}
        _add(element, "description", item.get("description"), names)


def _series_information(container: Any) -> str | None:
    if not isinstance(container, dict) or not container.get("title"):
        return None
    issue = f"({container['issue']})" if container.get("issue") else ""
    volume_issue = f"{container['volume']}{issue}" if container.get("volume") else None
    first, last = container.get("firstPage"), container.get("lastPage")
    pages = "-".join(str(page) for page in (first, last) if page) if first else None
    return ", ".join(str(part) for part in (container["title"], volume_issue, pages) if part)


def _geo_locations(root: etree._Element, value: Any) -> None:
    if not _objects(value):
        return
    wrapper = _add(root, "geoLocations")
    for item in _objects(value):
        element = _add(wrapper, "geoLocation")
        if item.get("geoLocationPlace"):
            _add(element, "geoLocationPlace", item["geoLocationPlace"])
        _place(element, "geoLocationPoint", item.get("geoLocationPoint"), ("pointLatitude", "pointLongitude"))
        _place(
            element,
            "geoLocationBox",
            item.get("geoLocationBox"),
            ("westBoundLongitude", "eastBoundLongitude", "southBoundLatitude", "northBoundLatitude"),
        )
        polygons = as_list(item.get("geoLocationPolygon"))
        nested = any(isinstance(points, list) for points in polygons)
        for points in polygons if nested else [polygons] if polygons else []:
            polygon = _add(element, "geoLocationPolygon")
            for point in _objects(points):
                for name in ("polygonPoint", "inPolygonPoint"):
                    _place(polygon, name, point.get(name), ("pointLatitude", "pointLongitude"))


def _place(parent: etree._Element, name: str, value: Any, parts: tuple[str, ...]) -> None:
    if not isinstance(value, dict):
        return
    element = _add(parent, name)
    for part in parts:
        _add(element, part, value.get(part))


def _funding_references(root: etree._Element, value: Any) -> None:
    if not _objects(value):
        return
    wrapper = _add(root, "fundingReferences")
    for item in _objects(value):
        element = _add(wrapper, "fundingReference")
        _add(element, "funderName", item.get("funderName"))
        if item.get("funderIdentifier"):
            names = _named(item, "funderIdentifierType", "schemeURI")
            _add(element, "funderIdentifier", item["funderIdentifier"], names)
        if item.get("awardNumber") or item.get("awardUri"):
            _add(element, "awardNumber", item.get("awardNumber"), _named(item, "awardURI"))
        if item.get("awardTitle"):
            _add(element, "awardTitle", item["awardTitle"])
