"""Makes a registry's record from a citation format, as far as the format tells it.

Only for records that are nowhere shown in the registry's own format.
"""

import json
import re
from typing import Any

from pidguide.compare.content import parse_content

Record = dict[str, Any]

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_CROSSREF_TYPES = {
    "article": "journal-article",
    "inproceedings": "proceedings-article",
    "book": "book",
    "incollection": "book-chapter",
    "inbook": "book-chapter",
    "phdthesis": "dissertation",
    "techreport": "report",
    "misc": "posted-content",
    "JOUR": "journal-article",
    "CONF": "proceedings-article",
    "BOOK": "book",
    "CHAP": "book-chapter",
    "THES": "dissertation",
    "RPRT": "report",
    "DATA": "dataset",
}


def crossref_work(doi: str, media_type: str | None, body: bytes) -> Record | None:
    """Return a Crossref work made from CSL JSON, BibTeX or RIS; None where the body tells too little."""
    content = parse_content(media_type, body)
    if content.kind == "json":
        return _work_from_csl(doi, content.text)
    if content.kind == "bibtex":
        return _work_from_bibtex(doi, content.values)
    if content.kind == "ris":
        return _work_from_ris(doi, content.text)
    return None


def _work_from_csl(doi: str, text: str) -> Record | None:
    csl = json.loads(text)
    if not isinstance(csl, dict):
        return None
    work = dict(csl)
    short = work.pop("container-title-short", None)
    if short is not None:
        work["short-container-title"] = [short] if isinstance(short, str) else short
    for name in ("title", "container-title"):
        if isinstance(work.get(name), str):
            work[name] = [work[name]] if work[name] else []
    return {**work, "DOI": work.get("DOI", doi)}


def _work_from_bibtex(doi: str, values: dict[str, Any]) -> Record:
    entry = {path.removeprefix("[0]."): value for path, value in values.items()}
    work: Record = {"DOI": entry.get("DOI") or entry.get("doi") or doi}
    work["type"] = _CROSSREF_TYPES.get(entry.get("(type)", ""), "journal-article")
    names = {"volume": "volume", "number": "issue", "publisher": "publisher", "url": "URL"}
    work.update({target: entry[name] for name, target in names.items() if name in entry})
    if pages := entry.get("pages"):
        work["page"] = pages.replace("–", "-")
    for name, target in {
        "title": "title",
        "journal": "container-title",
        "booktitle": "container-title",
    }.items():
        if name in entry:
            work[target] = [entry[name]]
    if issns := entry.get("ISSN") or entry.get("issn"):
        work["ISSN"] = re.split(r"[,;]\s*", issns)
    if authors := entry.get("author"):
        work["author"] = [_person(name) for name in authors.split(" and ")]
    if year := entry.get("year"):
        month = _MONTHS.get(entry.get("month", "").strip("{}").lower()[:3])
        work["issued"] = {"date-parts": [[int(year), month] if month else [int(year)]]}
    return work


def _work_from_ris(doi: str, text: str) -> Record:
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        if match := re.match(r"([A-Z][A-Z0-9])  - (.*)", line):
            fields.setdefault(match[1], []).append(match[2].strip())

    def first(*names: str) -> str | None:
        return next((fields[name][0] for name in names if name in fields), None)

    work: Record = {
        "DOI": first("DO") or doi,
        "type": _CROSSREF_TYPES.get(first("TY") or "", "journal-article"),
    }
    singles = {"volume": first("VL"), "issue": first("IS"), "publisher": first("PB"), "URL": first("UR")}
    work.update({name: value for name, value in singles.items() if value})
    start, end = first("SP"), first("EP")
    if start:
        work["page"] = f"{start}-{end}" if end else start
    for name, value in {"title": first("TI", "T1"), "container-title": first("T2", "JO")}.items():
        if value:
            work[name] = [value]
    if "SN" in fields:
        work["ISSN"] = fields["SN"]
    if "AU" in fields:
        work["author"] = [_person(name) for name in fields["AU"]]
    if date := first("DA", "PY"):
        work["issued"] = {"date-parts": [[int(part) for part in re.findall(r"\d+", date)[:3]]]}
    return work


def _person(name: str) -> Record:
    family, comma, given = name.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma else {"name": name.strip()}


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
    """Return a DataCite DOI resource made from DataCite JSON, DataCite XML, CSL JSON or schema.org.

    None where the body is in a format that does not tell the fields apart, such as a citation.
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
    if attributes is None:
        return None
    return {
        "id": doi.lower(),
        "type": "dois",
        "attributes": {"doi": doi.lower(), "state": "findable", **attributes},
    }


def _attributes_from_datacite_json(document: Record) -> Record:
    attributes = dict(document)
    attributes.pop("id", None)
    if "agency" in attributes and "clientId" in attributes:
        attributes.pop("providerId", None)
    return attributes


def _attributes_from_schema_org(document: Record) -> Record:
    people = _as_list(document.get("author") or document.get("creator"))
    publisher = document.get("publisher")
    published = str(document.get("datePublished") or "")
    attributes: Record = {
        "url": document.get("url"),
        "titles": [{"title": document.get("name")}] if document.get("name") else [],
        "creators": [_schema_org_person(person) for person in people if isinstance(person, dict)],
        "publisher": publisher.get("name") if isinstance(publisher, dict) else publisher,
        "publicationYear": int(published[:4]) if published[:4].isdigit() else None,
        "subjects": [
            {"subject": word.strip()}
            for word in str(document.get("keywords") or "").split(",")
            if word.strip()
        ],
        "language": document.get("inLanguage"),
        "version": document.get("version"),
        "schemaVersion": document.get("schemaVersion"),
        "types": {"schemaOrg": document.get("@type"), "resourceType": document.get("additionalType")},
    }
    if description := document.get("description"):
        attributes["descriptions"] = [{"description": description, "descriptionType": "Abstract"}]
    if licence := document.get("license"):
        attributes["rightsList"] = [{"rightsUri": uri} for uri in _as_list(licence)]
    return {name: value for name, value in attributes.items() if value not in (None, [])}


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
        "creators": [{"name": name} for name in entry.get("author", "").split(" and ") if name],
        "publisher": (entry.get("publisher") or "").strip("{}") or None,
        "publicationYear": int(entry["year"]) if str(entry.get("year", "")).isdigit() else None,
        "language": entry.get("language"),
        "subjects": [
            {"subject": word.strip()} for word in entry.get("keywords", "").split(",") if word.strip()
        ],
        "types": {"bibtex": entry.get("(type)")},
    }
    return {name: value for name, value in attributes.items() if value not in (None, [])}


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
