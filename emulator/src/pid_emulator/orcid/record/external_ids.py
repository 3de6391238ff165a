"""External identifiers: their normalised form, and what they say about two items being the same work."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from pid_emulator.orcid.record.json_messages import Message

# Relationships that say what an item belongs to or who paid for it, not what it is.
NOT_GROUPING = ("part-of", "funded-by")
UNNORMALIZED = "8001"
_LINK = r"(?:https?://)?(?:www\.)?"
_PATTERNS = {
    "doi": re.compile(rf"(?:doi:\s*|{_LINK}(?:dx\.)?doi\.org/)?(10\.\d{{4,9}}(?:\.\d+)*/\S+)", re.IGNORECASE),
    "pmid": re.compile(rf"(?:pmid:?\s*|{_LINK}(?:ncbi\.nlm\.nih\.gov/)?pubmed\S*?/)?(\d+)/?", re.IGNORECASE),
    "pmc": re.compile(rf"(?:{_LINK}\S*/)?(PMC\d+)/?", re.IGNORECASE),
    "arxiv": re.compile(
        rf"(?:{_LINK}arxiv\.org/(?:abs|pdf)/|arxiv:)?((?:\d{{4}}\.\d{{4,5}}|[a-z-]+(?:\.[a-z]{{2}})?/\d{{7}})(?:v\d+)?)",
        re.IGNORECASE,
    ),
    "isbn": re.compile(r"(?:isbn:?\s*)?((?:97[89][- ]?)?(?:\d[- ]?){9}[\dX])", re.IGNORECASE),
    "issn": re.compile(r"(?:issn:?\s*)?(\d{4}-?\d{3}[\dX])", re.IGNORECASE),
    "handle": re.compile(rf"(?:hdl:|{_LINK}hdl\.handle\.net/)?(\S+/\S+)", re.IGNORECASE),
}


@cache
def identifier_types() -> dict[str, Message]:
    """Return the identifier types that ORCID knows, by name."""
    file = Path(__file__).parent / "identifier_types.json"
    return {each["name"]: each for each in json.loads(file.read_text(encoding="utf-8"))}


def normalize(id_type: str, value: str) -> str | None:
    """Return the form in which two spellings of an identifier are equal, or None where it has none."""
    pattern = _PATTERNS.get(id_type)
    if pattern is None:
        is_case_sensitive = identifier_types().get(id_type, {}).get("case-sensitive", True)
        return (value if is_case_sensitive else value.lower()).strip() or None
    found = pattern.fullmatch(value.strip())
    if found is None:
        return None
    match id_type:
        case "doi":
            return found[1].lower()
        case "pmc":
            return found[1].upper()
        case "isbn":
            return re.sub("[- ]", "", found[1]).upper()
        case "issn":
            digits = found[1].replace("-", "").upper()
            return f"{digits[:4]}-{digits[4:]}"
    return found[1]


def with_normalized(external_id: Message) -> Message:
    """Return an external id with ORCID's normalised value, or its error 8001."""
    id_type, value = external_id["external-id-type"] or "", external_id["external-id-value"] or ""
    normalized = normalize(id_type, value)
    error = {
        "error-code": UNNORMALIZED,
        "error-message": f"Cannot normalize identifier value {id_type}:{value}",
        "transient": True,
    }
    return {
        **external_id,
        "external-id-normalized": {"value": normalized, "transient": True} if normalized else None,
        "external-id-normalized-error": None if normalized else error,
    }


def of_list(external_ids: Any) -> list[Message]:
    """Return the identifiers inside an `external-ids` member, which may be null."""
    ids = external_ids.get("external-id") if isinstance(external_ids, dict) else None
    return [each for each in ids if isinstance(each, dict)] if isinstance(ids, list) else []


def key(external_id: Message, *, normalized: bool = True) -> tuple[str, str]:
    """Return what two equal identifiers have in common: type and (normalised) value."""
    id_type = str(external_id.get("external-id-type") or "").lower()
    value = str(external_id.get("external-id-value") or "").strip()
    return id_type, ((normalize(id_type, value) if normalized else None) or value)


def grouping_ids(external_ids: Any) -> list[Message]:
    """Return the identifiers that make two items versions of one."""
    return [
        each for each in of_list(external_ids) if each.get("external-id-relationship") not in NOT_GROUPING
    ]


def self_keys(external_ids: Any, *, normalized: bool = True) -> set[tuple[str, str]]:
    """Return the keys of the identifiers of the item itself."""
    return {
        key(each, normalized=normalized)
        for each in of_list(external_ids)
        if each.get("external-id-relationship") == "self"
    }


def group_by_ids(
    items: Iterable[Message], ids_of: Any, *, normalized: bool = True
) -> list[tuple[list[Message], list[Message]]]:
    """Group items that share an identifier, directly or through a third, as (identifiers, items).

    Groups and items keep the order in which they came; an item without identifiers is a group of its own.
    """
    groups: list[tuple[dict[tuple[str, str], Message], list[Message]]] = []
    for item in items:
        ids = {key(each, normalized=normalized): each for each in grouping_ids(ids_of(item))}
        same = [group for group in groups if not group[0].keys().isdisjoint(ids)]
        if not same:
            groups.append((ids, [item]))
            continue
        first = same[0]
        for other in same[1:]:
            first[0].update({name: each for name, each in other[0].items() if name not in first[0]})
            first[1].extend(other[1])
            groups.remove(other)
        first[0].update({name: each for name, each in ids.items() if name not in first[0]})
        first[1].append(item)
    return [(list(ids.values()), members) for ids, members in groups]
