"""A record as text with gaps: a million copies that differ are filled in, not built and serialised."""

import json
import re
from random import Random
from typing import Any

_MARK = "\ue000"  # a character of the private use area, which no record holds
_WORDS = (
    "widget",
    "ocean",
    "sediment",
    "signal",
    "survey",
    "data",
    "model",
    "water",
    "of",
    "the",
    "response",
)
_GAP = re.compile(f'"{_MARK}(\\w+){_MARK}"')


def gap(name: str) -> str:
    """Return what stands in a record for a value that is filled in later."""
    return f"{_MARK}{name}{_MARK}"


def as_json(value: Any) -> str:
    """Return a value as the data files write it: on one line, with no spaces, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def some_words(chance: Random, count: int) -> str:
    """Return so many words of no meaning, so that a record is about as long as a real one."""
    return " ".join(chance.choices(_WORDS, k=count))


class Form:
    """A record with gaps."""

    def __init__(self, record: dict[str, Any]) -> None:
        self._parts = _GAP.split(as_json(record))
        self._gaps = self._parts[1::2]

    def fill(self, values: dict[str, str]) -> str:
        """Return the record as one line; `values` are JSON, by the names of the gaps."""
        parts = self._parts.copy()
        parts[1::2] = [values[name] for name in self._gaps]
        return "".join(parts)
