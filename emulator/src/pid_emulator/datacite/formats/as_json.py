"""The JSON formats: DataCite JSON, Crosscite JSON and CSL JSON."""

import re
from typing import Any

from pid_emulator.datacite.formats.view import Object, View, date_parts, first, pretty, without_nulls

_LISTS = (
    "titles", "subjects", "dates", "identifiers", "rightsList", "descriptions", "geoLocations",
    "fundingReferences", "relatedIdentifiers", "relatedItems",
)  # fmt: skip
_NOT_IN_CSL_NAMES = {
    "nameType", "type", "@type", "id", "@id", "name", "familyName", "givenName",
    "affiliation", "nameIdentifiers", "contributorType",
}  # fmt: skip


def datacite_json(view: View) -> str:
    """Return DataCite JSON: the attributes in the REST API's spelling, with id, client and state."""
    return pretty(_metadata(view))


def crosscite_json(view: View) -> str:
    """Return Crosscite JSON: as DataCite JSON, its outer keys with underscores."""
    return pretty({_underscored(key): value for key, value in _metadata(view).items()})


def csl_json(view: View) -> str:
    """Return CSL JSON."""
    return pretty(csl(view))


def csl(view: View) -> Object:
    """Return the CSL item, as citations are made from."""
    container = view.container
    pages = [container.get("firstPage"), container.get("lastPage")] if container.get("firstPage") else []
    is_software = view.types.get("resourceTypeGeneral") == "Software" and view.text("version")
    nobody = len(view.creators) == 1 and view.creators[0].get("name") == ":(unav)"
    creators = {_full_name(creator) for creator in view.creators}
    by_type = {
        kind: [person for person in view.contributors if person.get("contributorType") == kind]
        for kind in ("Editor", "Translator")
    }
    others = [
        person
        for person in view.contributors
        if person.get("contributorType") not in by_type and _full_name(person) not in creators
    ]
    return without_nulls(
        {
            "type": "book" if is_software else view.types.get("citeproc"),
            "id": view.doi_url,
            "categories": view.subjects or None,
            "language": view.text("language"),
            "author": None if nobody else _csl_names(view.creators),
            "contributor": _csl_names(others),
            "editor": _csl_names(by_type["Editor"]),
            "translator": _csl_names(by_type["Translator"]),
            "issued": date_parts(view.issued()),
            "abstract": first(view.objects("descriptions"), "description"),
            "container-title": _container_title(view),
            "DOI": view.doi,
            "volume": container.get("volume"),
            "issue": container.get("issue"),
            "number": container.get("number"),
            "chapter-number": container.get("chapterNumber"),
            "edition": container.get("edition"),
            "page": "-".join(str(page) for page in pages if page) or None,
            "page-first": container.get("firstPage"),
            "publisher": view.publisher_name,
            "title": view.title,
            "URL": view.text("url"),
            "copyright": first(view.objects("rightsList"), "rights"),
            "version": view.text("version"),
        }
    )


def _metadata(view: View) -> Object:
    lists = {name: view.objects(name) for name in _LISTS}
    return without_nulls(
        {
            "id": view.doi_url,
            "doi": view.doi,
            "url": view.text("url"),
            "types": without_nulls(view.types),
            "creators": view.creators,
            "titles": lists["titles"],
            "publisher": view.attributes.get("publisher"),
            "container": without_nulls(view.container),
            "subjects": lists["subjects"],
            "contributors": view.contributors,
            "dates": lists["dates"],
            "publicationYear": view.attributes.get("publicationYear"),
            "language": view.text("language"),
            "identifiers": lists["identifiers"],
            "sizes": view.values("sizes"),
            "formats": view.values("formats"),
            "version": view.text("version"),
            "rightsList": lists["rightsList"],
            "descriptions": lists["descriptions"],
            "geoLocations": lists["geoLocations"],
            "fundingReferences": lists["fundingReferences"],
            "relatedIdentifiers": lists["relatedIdentifiers"],
            "relatedItems": lists["relatedItems"],
            "schemaVersion": view.text("schemaVersion"),
            "providerId": view.provider,
            "clientId": view.client,
            "agency": view.text("agency") or "datacite",
            "state": view.text("state"),
        }
    )


def _container_title(view: View) -> Any:
    if view.container:
        return view.container.get("title")
    return view.publisher_name if view.types.get("citeproc") == "article-journal" else None


def _csl_names(people: list[Object]) -> list[Object] | None:
    return [_csl_name(person) for person in people] or None


def _csl_name(person: Object) -> Object:
    family = person.get("familyName")
    name = {
        "family": family,
        "given": person.get("givenName"),
        "literal": None if family else person.get("name"),
    }
    rest = {key: value for key, value in person.items() if key not in _NOT_IN_CSL_NAMES}
    return without_nulls({**rest, **name})


def _full_name(person: Object) -> str:
    parts = [person.get("givenName"), person.get("familyName")]
    return str(person.get("name") or " ".join(str(part) for part in parts if part))


def _underscored(key: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"_\1", key).lower()
