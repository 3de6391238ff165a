"""Turns a Crossref work into the CSL JSON that Crossref answers, and into the one that CSL defines."""

from typing import Any

from pid_emulator.core.records import Record

# https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types
CSL_TYPES = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "reference-entry": "entry-encyclopedia",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "dissertation": "thesis",
    "dataset": "dataset",
    "database": "dataset",
    "component": "dataset",
    "report": "report",
    "report-component": "report",
    "standard": "report",
    "peer-review": "review",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "proceedings": "book",
}
NAME_FIELDS = ("author", "editor", "translator", "chair")


def first(value: Any) -> Any:
    """Return the first of a list, the value itself where it is none, None where there is nothing."""
    if isinstance(value, list):
        return value[0] if value else None
    return value or None


def crossref_csl_json(work: Record, doi: str) -> Record:
    """Return the work as Crossref's transform gives it: the REST message with plain titles.

    `title`, `container-title` and `event` are strings, `container-title-short` stands for
    `short-container-title`, and `type` stays Crossref's own (`journal-article`), so this is not
    CSL JSON by its schema. `URL` names the DOI as it was asked for.
    """
    answer = dict(work)
    short_titles = answer.pop("short-container-title", None)
    for left_out in ("archive", "issn-type", "isbn-type"):
        answer.pop(left_out, None)
    for plain in ("title", "container-title"):
        if title := first(work.get(plain)):
            answer[plain] = title
    if isinstance(event := work.get("event"), dict) and event.get("name"):
        answer["event"] = event["name"]
    if short_title := first(short_titles):
        answer["container-title-short"] = short_title
    answer["URL"] = f"http://dx.doi.org/{doi}"
    return answer


def csl_item(work: Record) -> Record:
    """Return the work as a CSL item (a CSL type, plain titles), ready for a citation processor."""
    work_type = work.get("type")
    item: Record = {
        "id": work.get("DOI") or "item",
        "type": CSL_TYPES.get(str(work_type), "article" if work_type else "document"),
        "title": first(work.get("title")),
        "container-title": first(work.get("container-title")),
        "container-title-short": first(work.get("short-container-title"))
        or first(work.get("container-title-short")),
        "issued": issued(work),
        "ISBN": first(work.get("ISBN")),
        "ISSN": first(work.get("ISSN")),
        "number": first(work.get("article-number")),
    }
    for field in ("volume", "issue", "page", "publisher", "DOI", "language"):
        item[field] = work.get(field)
    item["publisher-place"] = work.get("publisher-location")
    item["edition"] = work.get("edition-number")
    for role in NAME_FIELDS:
        item[role] = [name for person in people(work, role) if (name := _csl_name(person))]
    return {key: value for key, value in item.items() if value}


def people(work: Record, role: str) -> list[Record]:
    """Return the work's people in a role (`author`, `editor` …)."""
    return [person for person in work.get(role) or [] if isinstance(person, dict)]


def issued(work: Record) -> Record | None:
    """Return `{"date-parts": [[year, …]]}` of the earliest publication, None where no year is known."""
    parts = date_parts(work.get("issued"))
    return {"date-parts": [parts]} if parts else None


def date_parts(date: Any) -> list[int]:
    """Return `[year, month, day]`, as much of it as a Crossref date holds."""
    parts = first(date.get("date-parts")) if isinstance(date, dict) else None
    return [part for part in parts if isinstance(part, int)] if isinstance(parts, list) else []


def _csl_name(person: Record) -> Record:
    name = {key: person[key] for key in ("family", "given", "suffix") if person.get(key)}
    return name or ({"literal": person["name"]} if person.get("name") else {})
