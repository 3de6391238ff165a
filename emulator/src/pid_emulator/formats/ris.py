"""Writes a Crossref work as RIS, by rispy."""

import rispy

from pid_emulator.core.records import Record
from pid_emulator.formats.csl import date_parts, first, people

REFERENCE_TYPES = {
    "article": "JOUR",
    "journal": "JOUR",
    "journal-article": "JOUR",
    "journal-issue": "JOUR",
    "journal-volume": "JOUR",
    "proceedings": "CONF",
    "proceedings-article": "CPAPER",
    "report": "RPRT",
    "report-series": "RPRT",
    "standard": "STAND",
    "standard-series": "STAND",
    "dataset": "DATA",
    "edited-book": "EDBOOK",
    "monograph": "BOOK",
    "book": "BOOK",
    "reference-book": "BOOK",
    "book-chapter": "CHAP",
    "book-section": "CHAP",
    "book-part": "CHAP",
    "book-track": "CHAP",
    "reference-entry": "CHAP",
    "dissertation": "THES",
    "component": "FIGURE",
}


class _CrossrefWriter(rispy.RisWriter):  # type: ignore[misc]  # rispy carries no types
    """rispy's writer without its running number, with one `SN` line for each ISSN and ISBN."""

    DEFAULT_LIST_TAGS = [*rispy.RisWriter.DEFAULT_LIST_TAGS, "SN"]

    def set_header(self, count: int) -> str:
        return ""


def write_ris(work: Record, doi: str) -> str:
    """Return one reference, `TY  - JOUR` to `ER  - `. `SP` holds the whole page range, as Crossref's does."""
    date = date_parts(work.get("issued"))
    reference = {
        "type_of_reference": REFERENCE_TYPES.get(str(work.get("type")), "GENERIC"),
        "doi": work.get("DOI") or doi,
        "urls": [f"http://dx.doi.org/{doi}"],
        "title": first(work.get("title")),
        "secondary_title": first(work.get("container-title")),
        "authors": [name for person in people(work, "author") if (name := _name(person))],
        "year": date[0] if date else None,
        "date": "/".join(f"{part:02d}" for part in date) if len(date) > 1 else None,
        "publisher": work.get("publisher"),
        "start_page": work.get("page"),
        "number": work.get("issue"),
        "volume": work.get("volume"),
        "issn": [*(work.get("ISSN") or []), *(work.get("ISBN") or [])],
    }
    filled = {key: value for key, value in reference.items() if value}
    return str(rispy.dumps([filled], implementation=_CrossrefWriter))


def _name(person: Record) -> str:
    parts = [part for part in (person.get("family"), person.get("given")) if part]
    return ", ".join(parts) or str(person.get("name") or "")
