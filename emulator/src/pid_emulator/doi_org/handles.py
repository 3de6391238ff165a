"""Finds a DOI's handle record: a stored one, or one derived from what a registration agency knows."""

from typing import Any

from pid_emulator.core.records import Record
from pid_emulator.doi_org.names import prefix_of
from pid_emulator.doi_org.world import DoiOrgWorld

TTL = 86400
UNKNOWN_MOMENT = "2000-01-01T00:00:00Z"


def find_handle(world: DoiOrgWorld, name: str) -> Record | None:
    """Return `{"handle": …, "values": […]}`, spelled as it was asked for; None where there is none.

    DataCite DOIs have a handle once they are findable or registered, drafts have none. The agencies'
    test systems register nothing here.
    """
    stored = world.handles.handle(name)
    if stored is not None:
        return {**stored, "handle": name}
    if work := world.crossref.work(name):
        return {"handle": name, "values": _crossref_values(work, name)}
    found = world.datacite.find("production", name)
    if found is not None and found.state in ("findable", "registered"):
        return {"handle": name, "values": _datacite_values(found.attributes)}
    return None


def values_of(handle: Record, kind: str) -> list[str]:
    """Return the string values of one type, e.g. `URL`, in the order of their index."""
    values = [value for value in handle.get("values") or [] if isinstance(value, dict)]
    values.sort(key=lambda value: value["index"] if isinstance(value.get("index"), int) else 0)
    return [
        str(value["data"]["value"])
        for value in values
        if value.get("type") == kind
        and isinstance(value.get("data"), dict)
        and isinstance(value["data"].get("value"), str)
    ]


def _crossref_values(work: Record, name: str) -> list[Record]:
    moment = _date_time(work, "deposited") or _date_time(work, "created") or UNKNOWN_MOMENT
    values = [_string_value(1, "URL", url, moment) for url in [_crossref_url(work)] if url]
    stamp = "".join(character for character in moment if character.isdigit())
    values.append(_string_value(700050, "700050", stamp, moment))
    values.append(_admin_value(f"0.na/{prefix_of(name)}", 200, "111111110010", moment))
    return values


def _crossref_url(work: Record) -> str | None:
    primary = (work.get("resource") or {}).get("primary") or {}
    links = [link for link in work.get("link") or [] if isinstance(link, dict) and link.get("URL")]
    return primary.get("URL") or (links[0]["URL"] if links else None)


def _datacite_values(attributes: Record) -> list[Record]:
    moment = str(attributes.get("registered") or attributes.get("created") or UNKNOWN_MOMENT)
    moment = moment.replace(".000Z", "Z")
    values = [_admin_value("10.admin/codata", 300, "111111111111", moment)]
    if url := attributes.get("url"):
        values.append(_string_value(1, "URL", str(url), moment))
    return values


def _string_value(index: int, kind: str, text: str, moment: str) -> Record:
    return _value(index, kind, {"format": "string", "value": text}, moment)


def _admin_value(handle: str, index: int, permissions: str, moment: str) -> Record:
    value = {"handle": handle, "index": index, "permissions": permissions}
    return _value(100, "HS_ADMIN", {"format": "admin", "value": value}, moment)


def _value(index: int, kind: str, data: dict[str, Any], moment: str) -> Record:
    return {"index": index, "type": kind, "data": data, "ttl": TTL, "timestamp": moment}


def _date_time(work: Record, field: str) -> str:
    value = work.get(field)
    return str(value.get("date-time") or "") if isinstance(value, dict) else ""
