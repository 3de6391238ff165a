"""JSON as it arrives in a request."""

import json
from collections.abc import Iterable
from typing import Any

from pid_emulator.core.nesting import TOO_DEEP, is_too_deep


def load_json(text: str | bytes) -> Any:
    """Return the value of a JSON text. Raises ValueError when it is no JSON or too deep."""
    try:
        value = json.loads(text)
    except RecursionError:
        raise ValueError(TOO_DEEP) from None
    if is_too_deep(value, _inside):
        raise ValueError(TOO_DEEP)
    return value


def load_json_or_none(text: str | bytes) -> Any:
    """Return the value of a JSON text, None when it is no JSON or too deep."""
    try:
        return load_json(text)
    except ValueError:
        return None


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
