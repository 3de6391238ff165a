"""Writes a Crossref work as BibTeX, on one line with the fields in the order Crossref gives them."""

import re
import unicodedata

from pid_emulator.core.records import Record
from pid_emulator.formats.csl import csl_item, date_parts, first, people

ENTRY_TYPES = {
    "article": "article",
    "article-journal": "article",
    "book": "book",
    "chapter": "inbook",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
PUBLISHER_FIELDS = {"phdthesis": "school", "techreport": "institution"}


def write_bibtex(work: Record, doi: str) -> str:
    """Return one entry, e.g. ` @article{Frank_1970, title={…}, … }` and a newline.

    A work of which nobody is named gets no title: the style that Crossref uses puts the title in place of
    the names and then shows neither.
    """
    item = csl_item(work)
    entry_type = ENTRY_TYPES.get(str(item["type"]), "misc")
    date = date_parts(work.get("issued"))
    container_field = "booktitle" if entry_type in ("inbook", "inproceedings") else "journal"
    fields = {
        "title": _title(work) if people(work, "author") or people(work, "editor") else None,
        "volume": work.get("volume"),
        "ISBN": _last(work.get("ISBN")),
        "ISSN": _last(work.get("ISSN")),
        "url": f"http://dx.doi.org/{doi}",
        "DOI": work.get("DOI") or doi,
        "number": _range(work.get("issue")),
        container_field: item.get("container-title"),
        PUBLISHER_FIELDS.get(entry_type, "publisher"): work.get("publisher"),
        "author": _names(work, "author"),
        "editor": _names(work, "editor"),
        "year": date[0] if date else None,
    }
    parts = [f"{name}={{{_text(value)}}}" for name, value in fields.items() if value]
    if len(date) > 1 and 1 <= date[1] <= 12:
        parts.append(f"month={MONTHS[date[1] - 1]}")
    if page := work.get("page"):
        parts.append(f"pages={{{_range(page)}}}")
    return f" @{entry_type}{{{_key(work, date)}, {', '.join(parts)} }}\n"


def _title(work: Record) -> str | None:
    parts = [part for part in (first(work.get("title")), first(work.get("subtitle"))) if part]
    return ": ".join(parts) or None


def _names(work: Record, role: str) -> str:
    names = []
    for person in people(work, role):
        parts = [part for part in (person.get("family"), person.get("given")) if part]
        names.append(", ".join(parts) or str(person.get("name") or ""))
    return " and ".join(name for name in names if name)


def _key(work: Record, date: list[int]) -> str:
    authors = people(work, "author")
    family = authors[0].get("family") if authors else None
    words = "_".join(str(part) for part in (family, date[0] if date else None) if part) or "1"
    ascii_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^+a-zA-Z0-9_]+", "_", ascii_words)


def _last(values: object) -> str | None:
    return str(values[-1]) if isinstance(values, list) and values else None


def _range(value: object) -> str | None:
    """Return a number or a range of numbers, with the dash that typesetters use."""
    return _text(value).replace("-", "–") if value else None


def _text(value: object) -> str:
    """Return plain text: no tags, one space where the record breaks the line."""
    return " ".join(_TAG.sub("", str(value)).split()).replace("'", "’")
