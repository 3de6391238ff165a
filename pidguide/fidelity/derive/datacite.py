"""Makes a DataCite DOI resource from a citation format, as far as the format tells it.

Only for DOIs that no recording shows as the REST API does.
"""

import html
import json
import re
from typing import Any

from pidguide.compare.content import parse_content
from pidguide.fidelity.derive.crossref import MONTHS

Record = dict[str, Any]

_CITEPROC_TO_GENERAL = {
    "dataset": "Dataset",
    "article-journal": "JournalArticle",
    "article": "Preprint",
    "book": "Book",
    "report": "Report",
    "thesis": "Dissertation",
    "software": "Software",
    "chapter": "BookChapter",
}


def datacite_resource(doi: str, media_type: str | None, body: bytes) -> Record | None:
    """Return a DataCite DOI resource made from DataCite JSON, CSL JSON, schema.org, BibTeX or a citation.

    None where the body is in a format that does not tell the fields apart.
    """
    text = body.decode("utf-8", errors="replace")
    content = parse_content(media_type, body)
    attributes: Record | None = None
    if content.kind == "json":
        document = json.loads(text)
        if not isinstance(document, dict):
            return None
        if "creators" in document or "attributes" in document:
            attributes = _attributes_from_datacite_json(document)
        elif "@context" in document:
            attributes = _attributes_from_schema_org(document)
        elif "DOI" in document or "author" in document:
            attributes = _attributes_from_csl(document)
    elif content.kind == "bibtex":
        attributes = _attributes_from_bibtex(content.values)
    elif content.kind in ("citation", "text"):
        attributes = _attributes_from_citation(text)
    if attributes is None:
        return None
    relationships = {
        kind: {"data": {"id": str(owner).lower(), "type": f"{kind}s"}}
        for kind in ("client", "provider")
        if (owner := attributes.pop(f"{kind}Id", None))
    }
    return {
        "id": doi.lower(),
        "type": "dois",
        "attributes": {"state": "findable", **attributes, "doi": doi.lower()},
        "relationships": relationships,
    }


def _attributes_from_datacite_json(document: Record) -> Record:
    return {name: value for name, value in document.items() if name not in ("id", "agency")}


def _attributes_from_schema_org(document: Record) -> Record:
    published = str(document.get("datePublished") or "")
    attributes: Record = {
        "url": document.get("url"),
        "titles": [{"title": document.get("name")}] if document.get("name") else [],
        "creators": [
            _schema_org_person(person)
            for person in _objects(document.get("author") or document.get("creator"))
        ],
        "contributors": [
            {**_schema_org_person(person), "contributorType": "Editor"}
            for person in _objects(document.get("editor"))
        ],
        "publisher": _name_of(document.get("publisher")),
        "publicationYear": int(published[:4]) if published[:4].isdigit() else None,
        "subjects": [{"subject": word} for word in _words(document.get("keywords"))],
        "language": document.get("inLanguage"),
        "version": document.get("version"),
        "schemaVersion": document.get("schemaVersion"),
        "sizes": _words(document.get("contentSize")),
        "formats": _words(document.get("encodingFormat")),
        "types": {"schemaOrg": document.get("@type"), "resourceType": document.get("additionalType")},
        "dates": [
            {"date": document[name], "dateType": kind}
            for name, kind in (
                ("dateCreated", "Created"),
                ("datePublished", "Issued"),
                ("dateModified", "Updated"),
            )
            if document.get(name)
        ],
        "relatedIdentifiers": [
            relation
            for name, kind in _SCHEMA_ORG_RELATIONS.items()
            for item in _objects(document.get(name))
            if (relation := _relation(item, kind))
        ],
        "fundingReferences": [_funding(funder) for funder in _objects(document.get("funder"))],
        "geoLocations": [
            place for item in _objects(document.get("spatialCoverage")) if (place := _place(item))
        ],
        "rightsList": [{"rightsUri": uri} for uri in _as_list(document.get("license"))],
    }
    if description := document.get("description"):
        attributes["descriptions"] = [{"description": description, "descriptionType": "Abstract"}]
    return {name: value for name, value in attributes.items() if value not in (None, [])}


_SCHEMA_ORG_RELATIONS = {
    "citation": "References",
    "isPartOf": "IsPartOf",
    "hasPart": "HasPart",
    "sameAs": "IsIdenticalTo",
    "isBasedOn": "IsSupplementTo",
}


def _relation(item: Record, kind: str) -> Record | None:
    identifier = str(item.get("@id") or "")
    if not identifier:
        return None
    doi = identifier.removeprefix("https://doi.org/")
    general = {"CreativeWork": None, "ScholarlyArticle": "Text", "Dataset": "Dataset"}.get(
        str(item.get("@type"))
    )
    relation = {"relationType": kind, "relatedIdentifier": doi}
    relation["relatedIdentifierType"] = "DOI" if doi.startswith("10.") else "URL"
    return {**relation, "resourceTypeGeneral": general} if general else relation


def _funding(funder: Record) -> Record:
    reference = {"funderName": funder.get("name")}
    if identifier := funder.get("@id"):
        kind = (
            "Crossref Funder ID"
            if "10.13039/" in identifier
            else "ROR"
            if "ror.org" in identifier
            else "Other"
        )
        reference.update({"funderIdentifier": identifier, "funderIdentifierType": kind})
    return reference


def _place(item: Record) -> Record | None:
    shape = item.get("geo")
    if not isinstance(shape, dict):
        return {"geoLocationPlace": item["address"]} if isinstance(item.get("address"), str) else None
    if isinstance(shape.get("box"), str) and len(corners := shape["box"].split()) == 4:
        names = ("southBoundLatitude", "westBoundLongitude", "northBoundLatitude", "eastBoundLongitude")
        return {"geoLocationBox": dict(zip(names, corners, strict=True))}
    if "latitude" in shape:
        point = {"pointLatitude": shape["latitude"], "pointLongitude": shape.get("longitude")}
        return {"geoLocationPoint": point}
    return None


def _name_of(value: Any) -> Any:
    return value.get("name") if isinstance(value, dict) else value


def _words(value: Any) -> list[str]:
    return [word.strip() for item in _as_list(value) for word in str(item).split(",") if word.strip()]


def _objects(value: Any) -> list[Record]:
    return [item for item in _as_list(value) if isinstance(item, dict)]


def _schema_org_person(person: Record) -> Record:
    names = {"name": "name", "givenName": "givenName", "familyName": "familyName"}
    creator: Record = {target: person[name] for name, target in names.items() if person.get(name)}
    if person.get("familyName") and person.get("givenName"):
        creator["name"] = f"{person['familyName']}, {person['givenName']}"
    kind = {"Person": "Personal", "Organization": "Organizational"}.get(str(person.get("@type")))
    if kind:
        creator["nameType"] = kind
    if str(person.get("@id", "")).startswith("https://orcid.org/"):
        creator["nameIdentifiers"] = [
            {
                "nameIdentifier": person["@id"],
                "nameIdentifierScheme": "ORCID",
                "schemeUri": "https://orcid.org",
            }
        ]
    return creator


def _attributes_from_csl(document: Record) -> Record:
    parts = ((document.get("issued") or {}).get("date-parts") or [[]])[0]
    attributes: Record = {
        "url": document.get("URL"),
        "titles": [{"title": document["title"]}] if document.get("title") else [],
        "creators": [_csl_person(person) for person in _as_list(document.get("author"))],
        "publisher": document.get("publisher"),
        "publicationYear": int(parts[0]) if parts else None,
        "version": document.get("version"),
        "language": document.get("language"),
        "subjects": [
            {"subject": word.strip()}
            for word in str(document.get("categories") or "").split(",")
            if word.strip()
        ],
        "types": {
            "citeproc": document.get("type"),
            "resourceTypeGeneral": _CITEPROC_TO_GENERAL.get(str(document.get("type")), "Other"),
        },
    }
    if len(parts) > 1:
        date = "-".join(f"{int(part):02d}" if position else str(part) for position, part in enumerate(parts))
        attributes["dates"] = [{"date": date, "dateType": "Issued"}]
    if isinstance(document.get("categories"), list):
        attributes["subjects"] = [{"subject": word} for word in document["categories"]]
    if document.get("abstract"):
        attributes["descriptions"] = [{"description": document["abstract"], "descriptionType": "Abstract"}]
    if document.get("copyright"):
        attributes["rightsList"] = [{"rights": document["copyright"]}]
    container = {
        "title": document.get("container-title"),
        "volume": document.get("volume"),
        "issue": document.get("issue"),
    }
    if any(container.values()):
        attributes["container"] = {name: value for name, value in container.items() if value}
    return {name: value for name, value in attributes.items() if value not in (None, [])}


def _csl_person(person: Record) -> Record:
    if person.get("literal"):
        return {"name": person["literal"], "nameType": "Organizational"}
    family, given = person.get("family", ""), person.get("given", "")
    return {"name": f"{family}, {given}", "familyName": family, "givenName": given, "nameType": "Personal"}


def _attributes_from_bibtex(values: dict[str, Any]) -> Record:
    entry = {path.removeprefix("[0]."): value for path, value in values.items()}
    attributes: Record = {
        "url": entry.get("url"),
        "titles": [{"title": entry["title"].strip("{}")}] if "title" in entry else [],
        "creators": [_bibtex_person(name) for name in entry.get("author", "").split(" and ") if name],
        "publisher": (entry.get("publisher") or "").strip("{}") or None,
        "publicationYear": int(entry["year"]) if str(entry.get("year", "")).isdigit() else None,
        "language": entry.get("language"),
        "subjects": [
            {"subject": word.strip()} for word in entry.get("keywords", "").split(",") if word.strip()
        ],
        "types": {"bibtex": entry.get("(type)")},
    }
    return {name: value for name, value in attributes.items() if value not in (None, [])}


# APA: "Family, G. I., & Family, G. (2016). Title (Version 1) [Dataset]. Publisher. https://doi.org/…"
_APA = re.compile(
    r"(?P<authors>.+?) \((?P<year>\d{4})[^)]*\)\. (?P<title>.+?)"
    r"(?: \(Version (?P<version>[^)]+)\))?(?P<data> \[Data ?set\])?"
    r"\. (?P<publisher>[^.]+)\. https?://\S+$"
)
# IEEE: '[1]G. Family and G. Family, “Title.” Publisher, Apr. 10, 2017. doi: …'
_IEEE = re.compile(
    r"(?:\[1\]\s*)?(?P<authors>.+?), “(?P<title>.+?)(?:(?P<data>\.)|,)” (?P<publisher>.+?),"
    r" (?:(?P<month>[A-Z][a-z]+)\.? (?:(?P<day>\d+), )?)?(?P<year>\d{4})\."
)


def _attributes_from_citation(text: str) -> Record | None:
    """Return what an APA or IEEE citation tells; a given name is known by its initials only."""
    plain = " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())
    if match := _APA.match(plain):
        people = re.findall(r"([^,&]+), ((?:[A-Z]\.[ -]?)+)", match["authors"])
        creators = [
            _csl_person({"family": family.strip(), "given": given.strip()}) for family, given in people
        ]
        creators = creators or [{"name": match["authors"], "nameType": "Organizational"}]
    elif match := _IEEE.match(plain):
        names = re.split(r",? and |, ", match["authors"])
        parts = [re.fullmatch(r"((?:[A-Z]\.[ -]?)+)(.+)", name.strip()) for name in names]
        creators = [
            _csl_person({"given": part[1].strip(), "family": part[2]}) if part else {"name": name}
            for part, name in zip(parts, names, strict=True)
        ]
    else:
        return None
    found = match.groupdict()
    attributes: Record = {
        "creators": creators,
        "titles": [{"title": found["title"]}],
        "publisher": found["publisher"],
        "publicationYear": int(found["year"]),
        "types": {"resourceTypeGeneral": "Dataset"},
    }
    if found.get("version"):
        attributes["version"] = found["version"]
    # APA names a dataset as one; IEEE ends its title with a full stop, where an article's has a comma.
    if found["data"]:
        attributes["types"]["citeproc"] = "dataset"
    if found.get("month"):
        month = MONTHS.get(found["month"].lower()[:3], 1)
        day = f"-{int(found['day']):02d}" if found["day"] else ""
        attributes["dates"] = [{"date": f"{found['year']}-{month:02d}{day}", "dateType": "Issued"}]
    return attributes


def _bibtex_person(name: str) -> Record:
    family, comma, given = name.partition(", ")
    if name.startswith("{") or not comma:
        return {"name": name.strip("{}"), "nameType": "Organizational"}
    return _csl_person({"family": family, "given": given})


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
