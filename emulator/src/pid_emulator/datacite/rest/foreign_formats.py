"""Reads metadata that is not DataCite XML: CSL JSON, schema.org JSON-LD, Codemeta, RIS and BibTeX.

The `xml` attribute of the REST API takes all of them; the server turns them into DataCite's attributes.
"""

import re
from typing import Any

import rispy

from pid_emulator.core.json_bodies import load_json_or_none
from pid_emulator.datacite.cleaning import normalized_orcid
from pid_emulator.datacite.dois import as_list, normalize_doi
from pid_emulator.datacite.vocabulary import with_computed_types, with_spdx_licence

Attributes = dict[str, Any]

_CSL_TYPES = {
    "article-journal": "JournalArticle",
    "article": "Preprint",
    "book": "Book",
    "chapter": "BookChapter",
    "dataset": "Dataset",
    "graphic": "Image",
    "motion_picture": "Audiovisual",
    "paper-conference": "ConferencePaper",
    "post-weblog": "Text",
    "report": "Report",
    "software": "Software",
    "song": "Sound",
    "thesis": "Dissertation",
    "webpage": "Text",
}
_CSL_SCHEMA_ORG = {"post-weblog": "BlogPosting", "webpage": "WebPage", "article-journal": "ScholarlyArticle"}
_SCHEMA_ORG_TYPES = {
    "Article": "Text",
    "AudioObject": "Sound",
    "Blog": "Text",
    "BlogPosting": "Text",
    "Book": "Book",
    "Chapter": "BookChapter",
    "Collection": "Collection",
    "DataCatalog": "Dataset",
    "Dataset": "Dataset",
    "Event": "Event",
    "ImageObject": "Image",
    "Movie": "Audiovisual",
    "Report": "Report",
    "ScholarlyArticle": "Text",
    "Service": "Service",
    "SoftwareSourceCode": "Software",
    "SoftwareApplication": "Software",
    "Thesis": "Dissertation",
    "VideoObject": "Audiovisual",
}
# Types that the server's tables have no RIS type for: it takes GEN.
_WITHOUT_RIS = ("post-weblog", "BlogPosting")
# Members of schema.org that name other things, and how the DOI is related to them.
_SCHEMA_ORG_RELATIONS = {
    "citation": "References",
    "isPartOf": "IsPartOf",
    "hasPart": "HasPart",
    "sameAs": "IsIdenticalTo",
    "isBasedOn": "IsSupplementedBy",
    "predecessor_of": "IsPreviousVersionOf",
    "successor_of": "IsNewVersionOf",
}
_RIS_TYPES = {
    "BLOG": "Text",
    "BOOK": "Book",
    "CHAP": "BookChapter",
    "COMP": "Software",
    "CONF": "ConferenceProceeding",
    "CPAPER": "ConferencePaper",
    "DATA": "Dataset",
    "ELEC": "Text",
    "FIGURE": "Image",
    "JOUR": "JournalArticle",
    "MPCT": "Audiovisual",
    "RPRT": "Report",
    "SOUND": "Sound",
    "THES": "Dissertation",
}
_BIBTEX_TYPES = {
    "article": "JournalArticle",
    "book": "Book",
    "inbook": "BookChapter",
    "inproceedings": "ConferencePaper",
    "misc": "Other",
    "phdthesis": "Dissertation",
    "proceedings": "ConferenceProceeding",
    "techreport": "Report",
}


def read_foreign(text: str) -> Attributes | None:
    """Return the attributes of a document in one of the formats, None where it is none of them."""
    stripped = text.strip()
    if stripped.startswith("{"):
        return _read_json(stripped)
    if re.match(r"TY\s+- ", stripped):
        return _read_ris(stripped)
    if re.match(r"@\w+\s*\{", stripped):
        return _read_bibtex(stripped)
    return None


def _read_json(text: str) -> Attributes | None:
    document = load_json_or_none(text)
    if not isinstance(document, dict):
        return None
    if "@context" in document or "@type" in document:
        return _read_schema_org(document)
    if "type" in document and ("title" in document or "DOI" in document):
        return _read_csl(document)
    if isinstance(document.get("types"), dict) or "titles" in document:
        return document
    return None


def _read_csl(document: Attributes) -> Attributes:
    kind = str(document.get("type"))
    parts = (
        (document.get("issued") or {}).get("date-parts") if isinstance(document.get("issued"), dict) else None
    )
    date = _date_from_parts(parts)
    container = {
        "type": "Periodical",
        "title": document.get("container-title"),
        "volume": document.get("volume"),
        "issue": document.get("issue"),
        "firstPage": str(document["page"]).partition("-")[0] if document.get("page") else None,
        "lastPage": str(document["page"]).partition("-")[2] or None if document.get("page") else None,
    }
    types = {"resourceTypeGeneral": _CSL_TYPES.get(kind, "Text"), "citeproc": kind}
    if kind in _CSL_SCHEMA_ORG:
        types["schemaOrg"] = _CSL_SCHEMA_ORG[kind]
    if kind in _WITHOUT_RIS:
        types["ris"] = "GEN"
    return _present(
        {
            "types": with_computed_types(types),
            "titles": _titles(document.get("title")),
            "creators": [
                _csl_name(name) for name in as_list(document.get("author")) if isinstance(name, dict)
            ],
            "publisher": _publisher(document.get("publisher")),
            "publicationYear": _year(date),
            "dates": _issued(date),
            "container": _present(container) if document.get("container-title") else None,
            "descriptions": _abstract(document.get("abstract")),
            "language": document.get("language"),
            "version": document.get("version"),
            "rightsList": [with_spdx_licence({"rightsUri": document["license"]})]
            if document.get("license")
            else None,
            "url": document.get("URL"),
        }
    )


def _read_schema_org(document: Attributes) -> Attributes:
    kind = document.get("@type") or document.get("type")
    kind = str(as_list(kind)[0]) if as_list(kind) else "CreativeWork"
    date = str(document.get("datePublished") or document.get("dateCreated") or "")
    publisher = document.get("publisher") or document.get("provider")
    additional = document.get("additionalType")
    types = {
        "resourceTypeGeneral": _SCHEMA_ORG_TYPES.get(kind, "Other"),
        "resourceType": additional if isinstance(additional, str) else None,
        "schemaOrg": kind,
        "ris": "GEN" if kind in _WITHOUT_RIS else None,
    }
    dates = [
        {"date": document[key], "dateType": date_type}
        for key, date_type in (
            ("datePublished", "Issued"),
            ("dateCreated", "Created"),
            ("dateModified", "Updated"),
        )
        if isinstance(document.get(key), str)
    ]
    keywords = document.get("keywords")
    keywords = keywords.split(",") if isinstance(keywords, str) else as_list(keywords)
    licence = document.get("license")
    licence = licence.get("@id") or licence.get("url") if isinstance(licence, dict) else licence
    return _present(
        {
            "types": with_computed_types(_present(types)),
            "titles": _titles(document.get("name")),
            "creators": [
                _schema_org_person(item)
                for item in as_list(
                    document.get("author") or document.get("creator") or document.get("agents")
                )
                if isinstance(item, dict)
            ],
            "publisher": _publisher(publisher.get("name") if isinstance(publisher, dict) else publisher),
            "contributors": [
                {**_schema_org_person(item), "contributorType": "Editor"}
                for item in as_list(document.get("editor"))
                if isinstance(item, dict)
            ],
            "publicationYear": _year(date),
            "dates": dates or None,
            "identifiers": [
                {"identifierType": "Local accession number", "identifier": str(name)}
                for name in as_list(document.get("alternateName"))
                if name and not isinstance(name, dict)
            ],
            "relatedIdentifiers": _schema_org_relations(document),
            "container": _schema_org_container(document),
            "language": document.get("inLanguage") if isinstance(document.get("inLanguage"), str) else None,
            "descriptions": _abstract(document.get("description")),
            "subjects": [{"subject": str(word).strip()} for word in keywords if str(word).strip()] or None,
            "version": str(document["version"]) if document.get("version") else None,
            "rightsList": [with_spdx_licence({"rightsUri": licence})] if isinstance(licence, str) else None,
            "url": document.get("url") if isinstance(document.get("url"), str) else None,
        }
    )


def _schema_org_relations(document: Attributes) -> list[Attributes]:
    """Return the other things with a DOI, or else an address, as related identifiers."""
    relations = []
    for member, relation in _SCHEMA_ORG_RELATIONS.items():
        for other in as_list(document.get(member)):
            address = other.get("@id") or other.get("identifier") if isinstance(other, dict) else other
            if not isinstance(address, str) or not address:
                continue
            doi = normalize_doi(address)
            kind = "DOI" if doi else "URL"
            named = {"relatedIdentifier": doi or address, "relatedIdentifierType": kind}
            relations.append({**named, "relationType": relation})
    return relations


def _schema_org_container(document: Attributes) -> Attributes | None:
    is_data = document.get("@type") == "Dataset"
    other = document.get("includedInDataCatalog" if is_data else "isPartOf")
    other = next((one for one in as_list(other) if isinstance(one, dict)), None)
    if other is None or not other.get("name"):
        return None
    address = str(other.get("@id") or other.get("issn") or "")
    doi = normalize_doi(address)
    kind = "DOI" if doi else "URL" if address.startswith("http") else "ISSN"
    return _present(
        {
            "type": "DataRepository" if is_data else "Periodical",
            "title": str(other["name"]),
            "identifier": doi or address,
            "identifierType": kind if address else None,
        }
    )


def _read_ris(text: str) -> Attributes | None:
    try:
        entries = rispy.loads(text if re.search(r"^ER\s+-", text, re.MULTILINE) else f"{text}\nER  - \n")
    except (ValueError, OSError, KeyError, IndexError):
        return None
    if not entries:
        return None
    entry: Attributes = entries[0]
    kind = str(entry.get("type_of_reference") or "GEN")
    date = re.sub(r"/+$", "", str(entry.get("date") or entry.get("year") or "")).replace("/", "-")
    title = entry.get("title") or entry.get("primary_title")
    container = {
        "type": "Journal",
        "title": entry.get("journal_name") or entry.get("secondary_title"),
        "volume": entry.get("volume"),
        "issue": entry.get("number"),
        "firstPage": entry.get("start_page"),
        "lastPage": entry.get("end_page"),
    }
    return _present(
        {
            "types": with_computed_types({"resourceTypeGeneral": _RIS_TYPES.get(kind, "Text"), "ris": kind}),
            "titles": _titles(title),
            "creators": [
                _named(str(name)) for name in as_list(entry.get("authors") or entry.get("first_authors"))
            ],
            "publisher": _publisher(entry.get("publisher")),
            "publicationYear": _year(date),
            "dates": _issued(date),
            "container": _present(container) if container["title"] else None,
            "descriptions": _abstract(entry.get("abstract")),
            "subjects": [{"subject": str(word)} for word in as_list(entry.get("keywords"))] or None,
            "language": entry.get("language"),
        }
    )


def _read_bibtex(text: str) -> Attributes | None:
    from bibtexparser import entrypoint

    library = entrypoint.parse_string(text)
    if not library.entries:
        return None
    entry = library.entries[0]
    fields = {field.key.lower(): str(field.value).strip("{}") for field in entry.fields}
    date = fields.get("date") or fields.get("year") or ""
    pages = re.split(r"-+", fields.get("pages", ""))
    container = {
        "type": "Journal",
        "title": fields.get("journal"),
        "identifier": fields.get("issn"),
        "identifierType": "ISSN" if fields.get("issn") else None,
        "volume": fields.get("volume"),
        "issue": fields.get("number"),
        "firstPage": pages[0] or None,
        "lastPage": pages[1] if len(pages) > 1 else None,
    }
    general = _BIBTEX_TYPES.get(entry.entry_type.lower(), "Text")
    doi = normalize_doi(fields.get("doi", ""))
    return _present(
        {
            "types": with_computed_types(
                {"resourceTypeGeneral": general, "bibtex": entry.entry_type.lower()}
            ),
            "titles": _titles(fields.get("title")),
            "creators": [_named(name) for name in re.split(r"\s+and\s+", fields.get("author", "")) if name],
            "publisher": _publisher(fields.get("publisher")),
            "publicationYear": _year(date),
            "dates": _issued(date),
            "container": _present(container) if container["title"] else None,
            "descriptions": _abstract(fields.get("abstract")),
            "rightsList": [with_spdx_licence({"rightsUri": fields["copyright"]})]
            if fields.get("copyright")
            else None,
            "url": fields.get("url") or (f"https://doi.org/{doi}" if doi else None),
        }
    )


def _present(record: Attributes) -> Attributes:
    return {key: value for key, value in record.items() if value not in (None, "", [])}


def _titles(title: Any) -> list[Attributes]:
    return [{"title": " ".join(str(item).split())} for item in as_list(title) if item]


def _publisher(name: Any) -> Attributes | None:
    return {"name": str(name)} if isinstance(name, str) and name else None


def _abstract(text: Any) -> list[Attributes] | None:
    return (
        [{"description": " ".join(text.split()), "descriptionType": "Abstract"}]
        if isinstance(text, str)
        else None
    )


def _issued(date: str) -> list[Attributes] | None:
    return [{"date": date, "dateType": "Issued"}] if date else None


def _year(date: str) -> int | None:
    match = re.match(r"\d{4}", date)
    return int(match[0]) if match else None


def _date_from_parts(parts: Any) -> str:
    if not isinstance(parts, list) or not parts or not isinstance(parts[0], list):
        return ""
    numbers = [part for part in parts[0] if str(part).isdigit()]
    return "-".join(
        f"{int(part):04d}" if index == 0 else f"{int(part):02d}" for index, part in enumerate(numbers)
    )


def _csl_name(name: Attributes) -> Attributes:
    family, given = name.get("family"), name.get("given")
    if not family:
        return {"name": str(name.get("literal") or given or ""), "nameType": "Organizational"}
    full = ", ".join(str(part) for part in (family, given) if part)
    return _present({"nameType": "Personal", "name": full, "givenName": given, "familyName": family})


def _schema_org_person(person: Attributes) -> Attributes:
    identifier = person.get("@id") or person.get("id")
    family, given = person.get("familyName"), person.get("givenName")
    if person.get("@type") == "Organization" or not (family or given):
        kind = "Organizational" if person.get("@type") == "Organization" else None
        record: Attributes = {"nameType": kind, "name": str(person.get("name") or "")}
    else:
        full = ", ".join(str(part) for part in (family, given) if part)
        record = {"nameType": "Personal", "name": full, "givenName": given, "familyName": family}
    if isinstance(identifier, str) and "orcid.org" in identifier:
        scheme = {"schemeUri": "https://orcid.org", "nameIdentifierScheme": "ORCID"}
        record["nameIdentifiers"] = [{**scheme, "nameIdentifier": normalized_orcid(identifier)}]
    return _present(record)


def _named(name: str) -> Attributes:
    family, comma, given = name.partition(",")
    if not comma:
        given, _, family = name.rpartition(" ")
    full = ", ".join(part.strip() for part in (family, given) if part.strip())
    return _present(
        {"nameType": "Personal", "name": full, "givenName": given.strip(), "familyName": family.strip()}
    )
