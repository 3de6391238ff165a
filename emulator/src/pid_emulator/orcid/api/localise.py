"""Production and sandbox share their records here; each writes iDs and client ids with its own host."""

from typing import Any

from pid_emulator.orcid.record.json_messages import Message

_IDENTIFIERS = (
    "orcid-identifier", "source-orcid", "source-client-id", "assertion-origin-orcid",
    "assertion-origin-client-id",
)  # fmt: skip


def localised(value: Any, host: str) -> Any:
    """Return a message whose own iDs and sources have the host of the site that answers."""
    if isinstance(value, list):
        return [localised(each, host) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _moved(each, host) if key in _IDENTIFIERS and isinstance(each, dict) else localised(each, host)
        for key, each in value.items()
    }


def _moved(identifier: Message, host: str) -> Message:
    """Return an iD or client id with another host."""
    middle = "/client/" if "/client/" in str(identifier.get("uri")) else "/"
    return {
        "uri": f"https://{host}{middle}{identifier.get('path')}",
        "path": identifier.get("path"),
        "host": host,
    }
