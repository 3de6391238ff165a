"""The text formats: BibTeX, RIS, CSV and formatted citations."""

import csv
import io
import re
from collections.abc import Iterable

from pid_emulator.datacite.formats.as_json import csl
from pid_emulator.datacite.formats.view import Object, View, first
from pid_emulator.formats.citations import (
    DEFAULT_LOCALE,
    DEFAULT_STYLE,
    UnknownStyleError,
    format_citation,
    locale_names,
)

_NUMBER_IN_LIST = re.compile(r"\A(?:\[1\]|\(1\)|1\.)\s*")
CSV_COLUMNS = (
    "doi", "url", "registered", "state", "resourceTypeGeneral", "resourceType",
    "title", "author", "publisher", "publicationYear",
)  # fmt: skip


def bibtex(view: View) -> str:
    """Return one BibTeX entry whose key is the DOI as a link."""
    container = view.container
    pages = (
        f"{container['firstPage']}-{container.get('lastPage') or ''}" if container.get("firstPage") else None
    )
    fields = {
        "doi": view.doi,
        "url": view.text("url"),
        "author": _authors(view),
        "keywords": ", ".join(view.subjects),
        "language": view.text("language"),
        "title": view.title,
        "journal": container.get("title"),
        "volume": container.get("volume"),
        "issue": container.get("issue"),
        "pages": pages,
        "publisher": view.publisher_name,
        "year": view.text("publicationYear"),
        "copyright": first(view.objects("rightsList"), "rights"),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{view.types.get('bibtex') or 'misc'}{{{view.doi_url},\n{lines}\n}}\n"


def ris(view: View) -> str:
    """Return one RIS entry, its lines ended by CR LF."""
    container = view.container
    series = [
        entry for entry in view.objects("relatedIdentifiers") if entry.get("relationType") == "IsPartOf"
    ]
    fields = [
        ("TY", view.types.get("ris")),
        ("T1", view.title),
        ("T2", container.get("title")),
        *(("AU", _ris_name(creator)) for creator in view.creators),
        ("DO", view.doi),
        ("UR", view.text("url")),
        ("AB", view.abstract),
        *(("KW", subject) for subject in view.subjects),
        ("PY", view.text("publicationYear")),
        ("PB", view.publisher_name),
        ("LA", view.text("language")),
        ("VL", container.get("volume")),
        ("IS", container.get("issue")),
        ("SP", container.get("firstPage")),
        ("EP", container.get("lastPage")),
        ("SN", first(series, "relatedIdentifier")),
        ("ER", ""),
    ]
    return "\r\n".join(f"{tag}  - {value}" for tag, value in fields if value is not None)


def csv_table(view: View) -> str:
    """Return a table of one row below its header."""
    return csv_rows([view])


def csv_rows(views: Iterable[View]) -> str:
    """Return a table with a row for each record below its header."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows(_row(view) for view in views)
    return table.getvalue()


def citation(view: View, style: str | None = None, locale: str | None = None) -> str:
    """Return the citation in a CSL style, with HTML marks for italics and without its number in a list.

    An unknown style gives APA. A record without a year is cited without one, in APA as "n.d.".
    """
    item = csl(view)
    if item["issued"] == {"date-parts": [[]]}:
        del item["issued"]  # no style can print a date without parts
    language = _locale(locale or DEFAULT_LOCALE)
    try:
        entry = format_citation(item, style or DEFAULT_STYLE, language, markup=True)
    except UnknownStyleError:
        entry = format_citation(item, DEFAULT_STYLE, language, markup=True)
    return _NUMBER_IN_LIST.sub("", entry)


def _locale(name: str) -> str:
    """Return a CSL locale: `de` stands for de-DE, an unknown one for en-US."""
    known = locale_names()
    language = name.partition("-")[0].lower()
    wanted = (
        name,
        f"{language}-{language.upper()}",
        *(other for other in known if other[:2] == language != "en"),
    )
    return next((candidate for candidate in wanted if candidate in known), DEFAULT_LOCALE)


def _row(view: View) -> list[str | None]:
    return [
        view.doi.lower(),
        view.text("url"),
        (view.text("registered") or "")[:10],
        view.text("state"),
        view.types.get("resourceTypeGeneral"),
        view.types.get("resourceType"),
        view.title,
        _authors(view),
        view.publisher_name,
        view.text("publicationYear"),
    ]


def _authors(view: View) -> str:
    return " and ".join(_bibtex_name(creator) for creator in view.creators)


def _bibtex_name(creator: Object) -> str:
    return _inverted(creator) if creator.get("familyName") else f"{{{creator.get('name') or ''}}}"


def _ris_name(creator: Object) -> str:
    return _inverted(creator) if creator.get("familyName") else str(creator.get("name") or "")


def _inverted(person: Object) -> str:
    return f"{person['familyName']}, {person.get('givenName') or ''}"
