"""The sections of a record as ORCID answers them, with what the caller may see and nothing else."""

from collections.abc import Callable, Iterable
from typing import Any

from pid_emulator.orcid.record.external_ids import group_by_ids
from pid_emulator.orcid.record.json_messages import Message, complete
from pid_emulator.orcid.record.kinds import (
    ACTIVITY_KINDS,
    EMAIL,
    FUNDING,
    KINDS,
    LISTS,
    OTHER_NAMES,
    PEER_REVIEW,
    RESEARCH_RESOURCE,
    WORK,
    Kind,
)
from pid_emulator.orcid.record.orcid_record import OrcidRecord, latest, to_summary
from pid_emulator.orcid.record.shapes_activities import ACTIVITIES
from pid_emulator.orcid.record.shapes_person import BIOGRAPHY, NAME, PERSON, PERSONAL_DETAILS, RECORD

# Decides whether the caller sees an item; the kind is None for name and biography.
Sees = Callable[[Kind | None, Message], bool]

_PERSON_SECTIONS = {
    "other-names": "other-names",
    "researcher-urls": "researcher-urls",
    "emails": "email",
    "addresses": "address",
    "keywords": "keywords",
    "external-identifiers": "external-identifiers",
}


def visible_items(record: OrcidRecord, kind: Kind, sees: Sees) -> list[Message]:
    """Return the items of a kind that the caller sees."""
    return [item for item in record.items(kind) if sees(kind, item)]


def item_path(record: OrcidRecord, kind: Kind, item: Message) -> str:
    return f"/{record.orcid}/{kind.name}/{item['put-code']}"


def full_item(record: OrcidRecord, kind: Kind, item: Message, *, with_path: bool = True) -> Message:
    """Return one item in full, as /work/{put-code} answers it.

    ORCID leaves `path` null in the answers to a bulk read and to an update.
    """
    message = complete(kind.item, {**item, "path": item_path(record, kind, item) if with_path else None})
    if kind.is_affiliation and not with_path:
        message["display-index"] = None
    return message


def summary_of(record: OrcidRecord, kind: Kind, item: Message) -> Message:
    """Return one item as lists show it."""
    message = to_summary(kind, {**item, "path": item_path(record, kind, item)})
    if kind is FUNDING:
        for external_id in (message["external-ids"] or {}).get("external-id", ()):
            external_id["external-id-normalized"] = None
    return message


def name(record: OrcidRecord, sees: Sees) -> Message | None:
    """Return the person's name, null where the caller may not see it."""
    if record.name is None or not sees(None, record.name):
        return None
    return complete(NAME, {**record.name, "path": record.orcid})


def biography(record: OrcidRecord, sees: Sees) -> Message | None:
    """Return the biography, null where there is none or the caller may not see it."""
    if record.biography is None or not sees(None, record.biography):
        return None
    return complete(BIOGRAPHY, {**record.biography, "path": f"/{record.orcid}/biography"})


def section(record: OrcidRecord, kind: Kind, sees: Sees) -> Message:
    """Return the list of one kind: items of a person, groups of activities."""
    if kind.is_activity:
        return _activities_list(record, kind, sees)
    items = visible_items(record, kind, sees)
    if kind is not EMAIL:
        items = [
            {**item, "path": item_path(record, kind, item)}
            for item in sorted(items, key=lambda item: -_index(item))
        ]
    return complete(
        kind.list_shape,
        {
            "last-modified-date": latest(*(item.get("last-modified-date") for item in items)),
            kind.item_key: items,
            "path": f"/{record.orcid}/{kind.list_name}",
        },
    )


def person(record: OrcidRecord, sees: Sees) -> Message:
    """Return the answer to /person."""
    sections = {key: section(record, KINDS[kind], sees) for key, kind in _PERSON_SECTIONS.items()}
    return complete(
        PERSON,
        {
            **sections,
            "last-modified-date": latest(*(each["last-modified-date"] for each in sections.values())),
            "name": name(record, sees),
            "biography": biography(record, sees),
            "path": f"/{record.orcid}/person",
        },
    )


def personal_details(record: OrcidRecord, sees: Sees) -> Message:
    """Return the answer to /personal-details."""
    parts: dict[str, Any] = {
        "name": name(record, sees),
        "other-names": section(record, OTHER_NAMES, sees),
        "biography": biography(record, sees),
    }
    dates = (part["last-modified-date"] for part in parts.values() if part)
    return complete(
        PERSONAL_DETAILS,
        {
            **parts,
            "last-modified-date": latest(*dates),
            "path": f"/{record.orcid}/personal-details",
        },
    )


def activities(record: OrcidRecord, sees: Sees) -> Message:
    """Return the answer to /activities."""
    sections = {kind.list_name: section(record, kind, sees) for kind in ACTIVITY_KINDS}
    return complete(
        ACTIVITIES,
        {
            **sections,
            "last-modified-date": latest(*(each["last-modified-date"] for each in sections.values())),
            "path": f"/{record.orcid}/activities",
        },
    )


def whole_record(record: OrcidRecord, sees: Sees, host: str = "orcid.org") -> Message:
    """Return the answer to /record."""
    return complete(
        RECORD,
        {
            "orcid-identifier": {
                "uri": f"https://{host}/{record.orcid}",
                "path": record.orcid,
                "host": host,
            },
            "preferences": {"locale": record.locale},
            "history": record.history,
            "person": person(record, sees),
            "activities-summary": activities(record, sees),
            "path": f"/{record.orcid}",
        },
    )


def public_record(record: OrcidRecord, host: str = "orcid.org") -> Message:
    """Return what anyone may see of a record."""
    return whole_record(record, lambda kind, item: item.get("visibility") == "public", host)


def _activities_list(record: OrcidRecord, kind: Kind, sees: Sees) -> Message:
    items = visible_items(record, kind, sees)
    group = LISTS[kind.list_name].list_shape
    groups = _peer_review_groups(record, items) if kind is PEER_REVIEW else _groups(record, kind, items)
    if kind is WORK:
        groups.sort(key=_newest_then_title)
    members = "affiliation-group" if kind.is_affiliation else "group"
    return complete(
        group,
        {
            "last-modified-date": latest(*(each["last-modified-date"] for each in groups)),
            members: groups,
            "path": f"/{record.orcid}/{kind.list_name}",
        },
    )


def _ids_of(kind: Kind) -> Callable[[Message], Any]:
    if kind is PEER_REVIEW:
        return lambda item: item.get("review-identifiers")
    if kind is RESEARCH_RESOURCE:
        return lambda item: (item.get("proposal") or {}).get("external-ids")
    return lambda item: item.get("external-ids")


def _groups(record: OrcidRecord, kind: Kind, items: Iterable[Message]) -> list[Message]:
    grouped = group_by_ids(items, _ids_of(kind), normalized=kind is not FUNDING)
    return [_group(record, kind, ids, members) for ids, members in grouped]


def _group(record: OrcidRecord, kind: Kind, ids: list[Message], items: list[Message]) -> Message:
    """Return a group; the version that the person prefers stands first."""
    summaries = [summary_of(record, kind, item) for item in sorted(items, key=lambda item: -_index(item))]
    ids = record.in_loaded_order(ids)
    if kind is FUNDING:
        ids = [{**each, "external-id-normalized": None} for each in ids]
    message: Message = {
        "last-modified-date": latest(*(each["last-modified-date"] for each in summaries)),
        "external-ids": {"external-id": ids},
    }
    if kind.is_affiliation:
        message["summaries"] = [{kind.summary.name: each} for each in summaries]
    else:
        message[kind.summary.name] = summaries
    return message


def _peer_review_groups(record: OrcidRecord, items: Iterable[Message]) -> list[Message]:
    """Return reviews by the group (journal) they were done for, and in it by what was reviewed."""
    by_group: dict[Any, list[Message]] = {}
    for item in items:
        by_group.setdefault(item.get("review-group-id"), []).append(item)
    groups = []
    for group_id, members in by_group.items():
        inner = _groups(record, PEER_REVIEW, members)
        identity = {"external-id-type": "peer-review", "external-id-value": group_id}
        groups.append(
            {
                "last-modified-date": latest(*(each["last-modified-date"] for each in inner)),
                "external-ids": {"external-id": [identity]},
                "peer-review-group": inner,
            }
        )
    return groups


def _newest_then_title(group: Message) -> tuple[tuple[int, ...], str]:
    preferred = group["work-summary"][0]
    parts = preferred["publication-date"] or {}
    numbers = tuple(-_number((parts.get(part) or {}).get("value")) for part in ("year", "month", "day"))
    return numbers, str(((preferred["title"] or {}).get("title") or {}).get("value") or "")


def _index(item: Message) -> int:
    return _number(item.get("display-index"))


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
