"""Reads DataCite XML (kernel 3 and 4) into the attributes of the REST API.

What it changes on the way is what DataCite's server changes: white space, names, ORCID iDs, DOIs, licences,
fields of science (https://support.datacite.org/docs/datacite-xml-to-json-mapping).
"""

from __future__ import annotations

import re
from typing import Any

from pid_emulator.core.libraries import etree
from pid_emulator.datacite.cleaning import cleaned_name, normalized_orcid, normalized_ror, number, sanitized
from pid_emulator.datacite.dois import normalize_doi
from pid_emulator.datacite.vocabulary import with_computed_types, with_fields_of_science, with_spdx_licence

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class MalformedXml(ValueError):
    """The document is not well-formed; the message is the parser's, with line and column."""


def parse_xml(text: str) -> etree._Element:
    """Return the root element. Raises MalformedXml."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise MalformedXml(
            f"{(error.msg or '').partition(', line')[0]} at line {line}, column {column}"
        ) from None


def kernel_namespace(root: etree._Element) -> str | None:
    """Return the namespace of a DataCite document, None where it is another kind of document."""
    namespace = etree.QName(root).namespace or ""
    if etree.QName(root).localname != "resource":
        return None
    return namespace if namespace.startswith("http://datacite.org/schema/kernel") else None


def read_kernel_xml(root: etree._Element) -> dict[str, Any]:
    """Return the attributes of a DataCite document, those only that it has a property for."""
    year = _text(_child(root, "publicationYear"))
    dates = [date for element in _children(root, "dates", "date") if (date := _date(element))]
    if year and not any(date.get("dateType") == "Issued" for date in dates):
        dates.append({"date": year, "dateType": "Issued"})
    related = [
        _related_identifier(element) for element in _children(root, "relatedIdentifiers", "relatedIdentifier")
    ]
    descriptions = _descriptions(root)
    return {
        "identifiers": _alternate_identifiers(root),
        "creators": [_person(element) for element in _children(root, "creators", "creator")],
        "titles": _titles(root),
        "publisher": _publisher(root),
        "container": _container(root, descriptions),
        "publicationYear": int(year) if year and year.isdecimal() and len(year) < 10 else None,
        "subjects": with_fields_of_science(
            [_subject(element) for element in _children(root, "subjects", "subject")]
        ),
        "contributors": [_person(element) for element in _children(root, "contributors", "contributor")],
        "dates": dates,
        "language": _text(_child(root, "language")),
        "types": _types(root),
        "relatedIdentifiers": related,
        "relatedItems": [
            _related_item(element) for element in _children(root, "relatedItems", "relatedItem")
        ],
        "sizes": _texts(root, "sizes", "size"),
        "formats": _texts(root, "formats", "format"),
        "version": _text(_child(root, "version")),
        "rightsList": [_rights(element) for element in _children(root, "rightsList", "rights")],
        "descriptions": descriptions,
        "geoLocations": [
            place
            for element in _children(root, "geoLocations", "geoLocation")
            if (place := _geo_location(element))
        ],
        "fundingReferences": [
            _funding_reference(element)
            for element in _children(root, "fundingReferences", "fundingReference")
        ],
    }


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if _local(child) == name), None)


def _children(element: etree._Element, wrapper: str, name: str) -> list[etree._Element]:
    parent = _child(element, wrapper)
    return [] if parent is None else [child for child in parent if _local(child) == name]


def _local(element: etree._Element) -> str | None:
    return etree.QName(element).localname if isinstance(element.tag, str) else None


def _text(element: etree._Element | None) -> str | None:
    if element is None:
        return None
    return " ".join("".join(str(part) for part in element.itertext()).split()) or None


def _texts(root: etree._Element, wrapper: str, name: str) -> list[str]:
    return [text for element in _children(root, wrapper, name) if (text := sanitized(_text(element)))]


def _present(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value is not None}


def _alternate_identifiers(root: etree._Element) -> list[dict[str, Any]]:
    found = []
    for element in _children(root, "alternateIdentifiers", "alternateIdentifier"):
        if text := _text(element):
            found.append({"identifierType": element.get("alternateIdentifierType"), "identifier": text})
    return found


def _titles(root: etree._Element) -> list[dict[str, Any]]:
    return [
        _present(
            {
                "title": sanitized(_text(element)),
                "titleType": element.get("titleType"),
                "lang": element.get(XML_LANG),
            }
        )
        for element in _children(root, "titles", "title")
        if _text(element)
    ]


def _publisher(root: etree._Element) -> dict[str, Any] | None:
    element = _child(root, "publisher")
    if element is None or not _text(element):
        return None
    identifier = element.get("publisherIdentifier")
    scheme = element.get("publisherIdentifierScheme")
    return _present(
        {
            "name": _text(element),
            "publisherIdentifier": normalized_ror(identifier)
            if identifier and scheme == "ROR"
            else identifier,
            "publisherIdentifierScheme": scheme,
            "schemeUri": element.get("schemeURI"),
            "lang": element.get(XML_LANG),
        }
    )


def _person(element: etree._Element) -> dict[str, Any]:
    name_element = next(
        (child for child in element if _local(child) in ("creatorName", "contributorName")), None
    )
    name = cleaned_name(_text(name_element) or "")
    name_type = name_element.get("nameType") if name_element is not None else None
    given, family = _text(_child(element, "givenName")), _text(_child(element, "familyName"))
    identifiers = [
        _name_identifier(child) for child in element if _local(child) == "nameIdentifier" and _text(child)
    ]
    if given and family:
        name = f"{family}, {given}"
    if not family and name_type != "Organizational" and _is_personal(name, name_type, identifiers):
        family, given = _split_name(name)
        name, name_type = ", ".join(part for part in (family, given) if part), "Personal"
    return _present(
        {
            "name": name,
            "nameType": name_type,
            "givenName": given,
            "familyName": family,
            "affiliation": [
                _affiliation(child) for child in element if _local(child) == "affiliation" and _text(child)
            ],
            "contributorType": element.get("contributorType"),
            "nameIdentifiers": identifiers,
        }
    )


def _is_personal(name: str, name_type: str | None, identifiers: list[dict[str, Any]]) -> bool:
    if "; " in name or not name:
        return False
    has_orcid = any(item.get("nameIdentifierScheme") == "ORCID" for item in identifiers)
    return name_type == "Personal" or has_orcid or "," in name


def _split_name(name: str) -> tuple[str, str | None]:
    if "," in name:
        family, _, given = name.partition(",")
    else:
        given, _, family = name.rpartition(" ")
    return family.strip(), given.strip() or None


def _name_identifier(element: etree._Element) -> dict[str, Any]:
    value, scheme = _text(element) or "", element.get("nameIdentifierScheme")
    if scheme == "ORCID":
        return {
            "schemeUri": "https://orcid.org",
            "nameIdentifier": normalized_orcid(value),
            "nameIdentifierScheme": scheme,
        }
    if scheme == "ROR":
        return {
            "schemeUri": "https://ror.org",
            "nameIdentifier": normalized_ror(value),
            "nameIdentifierScheme": scheme,
        }
    return _present(
        {"nameIdentifier": value, "schemeUri": element.get("schemeURI"), "nameIdentifierScheme": scheme}
    )


def _affiliation(element: etree._Element) -> dict[str, Any]:
    identifier, scheme = element.get("affiliationIdentifier"), element.get("affiliationIdentifierScheme")
    is_ror = bool(identifier) and scheme == "ROR"
    return _present(
        {
            "name": _text(element),
            "affiliationIdentifier": normalized_ror(identifier or "") if is_ror else identifier,
            "affiliationIdentifierScheme": scheme,
            "schemeUri": "https://ror.org" if is_ror else element.get("schemeURI"),
        }
    )


def _subject(element: etree._Element) -> dict[str, Any]:
    return _present(
        {
            "subject": sanitized(_text(element)),
            "subjectScheme": element.get("subjectScheme"),
            "schemeUri": element.get("schemeURI"),
            "valueUri": element.get("valueURI"),
            "classificationCode": element.get("classificationCode"),
            "lang": element.get(XML_LANG),
        }
    )


def _date(element: etree._Element) -> dict[str, Any] | None:
    text = _text(element)
    if not text:
        return None
    return _present(
        {"date": text, "dateType": element.get("dateType"), "dateInformation": element.get("dateInformation")}
    )


def _types(root: etree._Element) -> dict[str, Any]:
    element = _child(root, "resourceType")
    if element is None:
        return {}
    return with_computed_types(
        _present({"resourceTypeGeneral": element.get("resourceTypeGeneral"), "resourceType": _text(element)})
    )


def _related_identifier(element: etree._Element) -> dict[str, Any]:
    return _present(
        {
            "relationType": element.get("relationType"),
            "relatedIdentifier": _identifier(_text(element), element.get("relatedIdentifierType")),
            "relatedIdentifierType": element.get("relatedIdentifierType"),
            "resourceTypeGeneral": element.get("resourceTypeGeneral"),
            "relatedMetadataScheme": element.get("relatedMetadataScheme"),
            "relationTypeInformation": element.get("relationTypeInformation"),
            "schemeUri": element.get("schemeURI"),
            "schemeType": element.get("schemeType"),
        }
    )


def _identifier(text: str | None, kind: str | None) -> str | None:
    return (normalize_doi(text) or text) if text and kind == "DOI" else text


def _related_item(element: etree._Element) -> dict[str, Any]:
    identifier, number = _child(element, "relatedItemIdentifier"), _child(element, "number")
    plain = ("publicationYear", "volume", "issue", "firstPage", "lastPage", "publisher", "edition")
    return _present(
        {
            "relationType": element.get("relationType"),
            "relatedItemType": element.get("relatedItemType"),
            "relationTypeInformation": element.get("relationTypeInformation"),
            "relatedItemIdentifier": None if identifier is None else _related_item_identifier(identifier),
            "creators": [_person(child) for child in _children(element, "creators", "creator")],
            "titles": _titles(element),
            **{name: _text(_child(element, name)) for name in plain},
            "number": _text(number),
            "numberType": None if number is None else number.get("numberType"),
            "contributors": [_person(child) for child in _children(element, "contributors", "contributor")],
        }
    )


def _related_item_identifier(element: etree._Element) -> dict[str, Any]:
    kind = element.get("relatedItemIdentifierType")
    return _present(
        {
            "relatedItemIdentifier": _identifier(_text(element), kind),
            "relatedItemIdentifierType": kind,
            "relatedMetadataScheme": element.get("relatedMetadataScheme"),
            "schemeURI": element.get("schemeURI"),
            "schemeType": element.get("schemeType"),
        }
    )


def _rights(element: etree._Element) -> dict[str, Any]:
    return with_spdx_licence(
        _present(
            {
                "rights": _text(element),
                "rightsUri": element.get("rightsURI"),
                "rightsIdentifier": element.get("rightsIdentifier"),
                "rightsIdentifierScheme": element.get("rightsIdentifierScheme"),
                "schemeUri": element.get("schemeURI"),
                "lang": element.get(XML_LANG),
            }
        )
    )


def _descriptions(root: etree._Element) -> list[dict[str, Any]]:
    return [
        _present(
            {
                "description": sanitized("".join(_with_breaks(element))),
                "descriptionType": element.get("descriptionType"),
                "lang": element.get(XML_LANG),
            }
        )
        for element in _children(root, "descriptions", "description")
        if _text(element)
    ]


def _with_breaks(element: etree._Element) -> list[str]:
    parts = [element.text or ""]
    for child in element:
        parts += ["<br>" if _local(child) == "br" else (_text(child) or ""), child.tail or ""]
    return parts


def _container(root: etree._Element, descriptions: list[dict[str, Any]]) -> dict[str, Any]:
    series = next((item for item in descriptions if item.get("descriptionType") == "SeriesInformation"), None)
    part_of = next(
        (
            element
            for element in _children(root, "relatedIdentifiers", "relatedIdentifier")
            if element.get("relationType") == "IsPartOf"
        ),
        None,
    )
    information = (
        _series_information(str(series["description"])) if series and series.get("description") else {}
    )
    if not information and part_of is None:
        return {}
    resource_type = _child(root, "resourceType")
    is_dataset = resource_type is not None and resource_type.get("resourceTypeGeneral") == "Dataset"
    return _present(
        {
            "type": "DataRepository" if is_dataset else "Series",
            "identifier": _text(part_of),
            "identifierType": None if part_of is None else part_of.get("relatedIdentifierType"),
            **information,
        }
    )


def _series_information(text: str) -> dict[str, Any]:
    parts = [part.strip() for part in text.split(",")]
    volume_issue = parts[1] if len(parts) > 2 else ""
    match = re.fullmatch(r"(.*?)(?:\(([^)]+)\))?", volume_issue)
    pages = parts[-1].split("-") if len(parts) > 1 else []
    return _present(
        {
            "title": parts[0],
            "volume": (match[1] or None) if match else None,
            "issue": match[2] if match else None,
            "firstPage": pages[0].strip() or None if pages else None,
            "lastPage": pages[1].strip() or None if len(pages) > 1 else None,
        }
    )


def _geo_location(element: etree._Element) -> dict[str, Any]:
    polygons = [_polygon(child) for child in element if _local(child) == "geoLocationPolygon"]
    polygons = [points for points in polygons if points]
    return _present(
        {
            "geoLocationPoint": _numbers(_child(element, "geoLocationPoint")),
            "geoLocationBox": _numbers(_child(element, "geoLocationBox")),
            "geoLocationPolygon": (polygons[0] if len(polygons) == 1 else polygons) if polygons else None,
            "geoLocationPlace": _text(_child(element, "geoLocationPlace")),
        }
    )


def _polygon(element: etree._Element) -> list[dict[str, Any]]:
    names = ("polygonPoint", "inPolygonPoint")
    return [{str(_local(child)): _numbers(child)} for child in element if _local(child) in names]


def _numbers(element: etree._Element | None) -> dict[str, Any] | None:
    if element is None:
        return None
    return {str(_local(child)): number(_text(child)) for child in element if _text(child)} or None


def _funding_reference(element: etree._Element) -> dict[str, Any]:
    identifier, award = _child(element, "funderIdentifier"), _child(element, "awardNumber")
    kind = None if identifier is None else identifier.get("funderIdentifierType")
    value, scheme_uri = _text(identifier), None if identifier is None else identifier.get("schemeURI")
    if value and kind == "Crossref Funder ID" and (doi := normalize_doi(value)):
        value = f"https://doi.org/{doi}"
    elif value and kind == "ROR":
        value, scheme_uri = normalized_ror(value), "https://ror.org"
    return _present(
        {
            "funderName": _text(_child(element, "funderName")),
            "funderIdentifier": value,
            "funderIdentifierType": kind,
            "schemeUri": scheme_uri,
            "awardNumber": _text(award),
            "awardUri": None if award is None else award.get("awardURI"),
            "awardTitle": _text(_child(element, "awardTitle")),
        }
    )
