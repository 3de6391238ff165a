"""One work as CSL JSON, the format that citation processors read."""

from typing import Any

from pid_emulator.orcid.record.external_ids import of_list
from pid_emulator.orcid.record.json_messages import Message

_TYPES = {
    "journal-article": "article-journal",
    "magazine-article": "article-magazine",
    "newspaper-article": "article-newspaper",
    "book": "book",
    "edited-book": "book",
    "book-chapter": "chapter",
    "conference-paper": "paper-conference",
    "data-set": "dataset",
    "dissertation-thesis": "thesis",
    "report": "report",
    "review": "review",
    "book-review": "review-book",
    "patent": "patent",
    "software": "software",
    "website": "webpage",
    "encyclopedia-entry": "entry-encyclopedia",
    "dictionary-entry": "entry-dictionary",
}


def work(item: Message) -> dict[str, Any]:
    """Return a work as CSL JSON; what it does not have is left out."""
    identifiers = {
        str(each.get("external-id-type")).upper(): each.get("external-id-value")
        for each in of_list(item.get("external-ids"))
        if each.get("external-id-relationship") == "self"
    }
    contributors = (item.get("contributors") or {}).get("contributor") or ()
    names = [(each.get("credit-name") or {}).get("value") for each in contributors]
    csl = {
        "id": str(item.get("put-code")),
        "type": _TYPES.get(str(item.get("type")), "article"),
        "author": [{"literal": name} for name in names if name],
        "issued": _date(item.get("publication-date")),
        "container-title": _value(item.get("journal-title")),
        "DOI": identifiers.get("DOI"),
        "ISBN": identifiers.get("ISBN"),
        "ISSN": identifiers.get("ISSN"),
        "PMID": identifiers.get("PMID"),
        "title": _value((item.get("title") or {}).get("title")),
        "URL": _value(item.get("url")),
        "abstract": item.get("short-description"),
    }
    return {key: value for key, value in csl.items() if value}


def _value(member: Any) -> str | None:
    return member.get("value") if isinstance(member, dict) else None


def _date(fuzzy: Any) -> dict[str, list[list[int]]] | None:
    parts = [_value((fuzzy or {}).get(name)) for name in ("year", "month", "day")]
    numbers = [int(part) for part in parts if part and part.isdigit()]
    return {"date-parts": [numbers]} if numbers else None
