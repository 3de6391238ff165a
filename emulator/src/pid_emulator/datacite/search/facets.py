"""Counts over all records found, which `GET /dois` adds when `disable-facets=false` asks for them."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from pid_emulator.datacite.dois import as_list
from pid_emulator.datacite.search.index import Document, values_at
from pid_emulator.datacite.search.parameters import Parameters
from pid_emulator.datacite.vocabulary import FOS_SCHEME, language_name, licence_id, titleize

Bucket = dict[str, Any]

DEFAULT = (
    "states", "resourceTypes", "created", "published", "registered", "providers", "clients", "affiliations",
    "prefixes", "certificates", "licenses", "schemaVersions", "linkChecksStatus", "subjects",
    "fieldsOfScience", "citations", "views", "downloads",
)  # fmt: skip
SIZE = 10


def has_facets(parameters: Parameters) -> bool:
    """Tell whether a request has switched facets on."""
    return parameters.get("disable-facets") == "false"


def facets(documents: list[Document], parameters: Parameters) -> dict[str, Any]:
    """Return the facets that a request asks for, none where it has found nothing."""
    if not documents:
        return {}
    asked = parameters.get("facets")
    names = [_camel(name.strip()) for name in asked.split(",")] if asked else list(DEFAULT)
    return {name: _FACETS[name](documents) for name in names if name in _FACETS}


def buckets(counted: Counter[str], title: Callable[[str], str], size: int = SIZE) -> list[Bucket]:
    """Return the most frequent values, equal ones in the order of their names."""
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:size]
    return [{"id": value, "title": title(value), "count": count} for value, count in ranked]


def with_lower_ids(found: list[Bucket]) -> list[Bucket]:
    """Return buckets as the server writes those whose ids it makes of names."""
    return [{**bucket, "id": bucket["id"].lower()} for bucket in found]


def years(values: list[str]) -> list[Bucket]:
    """Return the latest years that occur."""
    counted = Counter(value[:4] for value in values if value[:4].isdecimal())
    return [
        {"id": year, "title": year, "count": counted[year]} for year in sorted(counted, reverse=True)[:SIZE]
    ]


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def _terms(
    path: str, title: Callable[[str], str], size: int = SIZE
) -> Callable[[list[Document]], list[Bucket]]:
    names = path.split(".")

    def facet(documents: list[Document]) -> list[Bucket]:
        counted: Counter[str] = Counter()
        for document in documents:
            counted.update({str(value) for value in values_at(document, names)})
        return buckets(counted, title, size)

    return facet


def _named(id_path: str, name_path: str) -> Callable[[list[Document]], list[Bucket]]:
    def facet(documents: list[Document]) -> list[Bucket]:
        titles = {
            str(document[id_path]): next(iter(values_at(document, name_path.split("."))), document[id_path])
            for document in documents
            if document.get(id_path)
        }
        counted = Counter(str(document[id_path]) for document in documents if document.get(id_path))
        return buckets(counted, lambda value: str(titles[value]))

    return facet


def _years(path: str) -> Callable[[list[Document]], list[Bucket]]:
    return lambda documents: years([str(document.get(path) or "") for document in documents])


def _metric(path: str) -> Callable[[list[Document]], list[Bucket]]:
    def facet(documents: list[Document]) -> list[Bucket]:
        totals: Counter[str] = Counter()
        for document in documents:
            totals[str(document.get("publication_year") or "")[:4]] += int(document.get(path) or 0)
        latest = [year for year in sorted(totals, reverse=True) if year.isdecimal()][:SIZE]
        return [{"id": year, "title": year, "count": totals[year]} for year in latest if totals[year]]

    return facet


def _affiliations(documents: list[Document]) -> list[Bucket]:
    titles: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for document in documents:
        for person in document.get("creators_and_contributors") or []:
            for item in as_list(person.get("affiliation")):
                if isinstance(item, dict) and item.get("affiliationIdentifierScheme") == "ROR":
                    name = str(item.get("affiliationIdentifier") or "").removeprefix("https://")
                    titles.setdefault(name, str(item.get("name") or name))
        counted.update(set(document.get("affiliation_id") or []))
    return buckets(counted, lambda value: titles.get(value, value))


def _people(field: str) -> Callable[[list[Document]], list[Bucket]]:
    def facet(documents: list[Document]) -> list[Bucket]:
        names: dict[str, str] = {}
        counted: Counter[str] = Counter()
        for document in documents:
            found = set()
            for person in document.get(field) or []:
                if not isinstance(person, dict):
                    continue
                for item in as_list(person.get("nameIdentifiers")):
                    if isinstance(item, dict) and item.get("nameIdentifierScheme") == "ORCID":
                        identifier = str(item.get("nameIdentifier"))
                        names[identifier] = str(person.get("name"))
                        found.add(identifier)
            counted.update(found)
        return buckets(counted, lambda value: names[value])

    return facet


def _fields_of_science(documents: list[Document]) -> list[Bucket]:
    counted: Counter[str] = Counter()
    for document in documents:
        labels = {
            str(item.get("subject")).removeprefix("FOS: ")
            for item in as_list(document.get("subjects"))
            if isinstance(item, dict) and item.get("subjectScheme") == FOS_SCHEME
        }
        counted.update(labels)
    found = buckets(counted, str)
    return [{**bucket, "id": bucket["id"].lower().replace(" ", "_")} for bucket in found]


def _licences_with_missing(documents: list[Document]) -> list[Bucket]:
    counted: Counter[str] = Counter()
    for document in documents:
        found = {str(value) for value in values_at(document, ["rights_list", "rightsIdentifier"])}
        counted.update(found or {"__missing__"})
    return buckets(counted, lambda value: "Unknown" if value == "__missing__" else licence_id(value))


def _sum(path: str) -> Callable[[list[Document]], int]:
    return lambda documents: sum(int(document.get(path) or 0) for document in documents)


def _content_url_count(documents: list[Document]) -> int:
    return sum(bool(document.get("content_url")) for document in documents)


def _open_licences(documents: list[Document]) -> list[Bucket]:
    found = _terms("rights_list.rightsIdentifier", licence_id)(documents)
    return [
        bucket
        for bucket in found
        if str(bucket["id"]).startswith(("cc-by-1", "cc-by-2", "cc-by-3", "cc-by-4", "cc-by-sa", "cc0"))
    ]


def _open_licences_count(documents: list[Document]) -> int:
    return sum(int(bucket["count"]) for bucket in _open_licences(documents))


def _schema_version(value: str) -> str:
    return f"Schema {value.rpartition('-')[2]}"


def _schema_versions(documents: list[Document]) -> list[Bucket]:
    found = _terms("schema_version", _schema_version)(documents)
    return [{**bucket, "id": str(bucket["id"]).rpartition("-")[2]} for bucket in found]


def _agency(value: str) -> str:
    return {"datacite": "DataCite", "kisti": "KISTI", "jalc": "JaLC"}.get(value, value.capitalize())


_FACETS: dict[str, Callable[[list[Document]], Any]] = {
    "states": _terms("aasm_state", titleize),
    "resourceTypes": _terms("resource_type_id", titleize, 34),
    "created": _years("created"),
    "published": _years("publication_year"),
    "registered": _years("registered"),
    "providers": _named("provider_id", "provider.name"),
    "clients": _named("client_id", "client.name"),
    "affiliations": _affiliations,
    "prefixes": _terms("prefix", str),
    "certificates": _terms("client.certificate", titleize),
    "licenses": _terms("rights_list.rightsIdentifier", licence_id),
    "licensesWithMissing": _licences_with_missing,
    "schemaVersions": _schema_versions,
    "linkChecksStatus": _terms("landing_page.status", str),
    "subjects": _terms("subjects.subject", titleize),
    "fieldsOfScience": _fields_of_science,
    "citations": _metric("citation_count"),
    "views": _metric("view_count"),
    "downloads": _metric("download_count"),
    "languages": _terms("language", language_name),
    "authors": _people("creators"),
    "creatorsAndContributors": _people("creators_and_contributors"),
    "registrationAgencies": _terms("agency", _agency),
    "clientTypes": _terms("client.client_type", titleize),
    "funders": _terms("funding_references.funderIdentifier", str),
    "citationCount": _sum("citation_count"),
    "viewCount": _sum("view_count"),
    "downloadCount": _sum("download_count"),
    "contentUrlCount": _content_url_count,
    "openLicenses": _open_licences,
    "openLicensesCount": _open_licences_count,
}
