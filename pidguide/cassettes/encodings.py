r"""Finds a text however it is encoded: `%40`, `%2540`, `\u0040`, `&#64;`, `&commat;`, with a backslash."""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from html.entities import html5
from urllib.parse import unquote

_ENTITIES: dict[str, list[str]] = {}
for _name, _character in html5.items():
    if _name.endswith(";"):
        _ENTITIES.setdefault(_character, []).append(_name[:-1])

# What may stand before a value and belong to the carrier although it ends with a letter or a digit.
START = (
    r"(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2})|(?<=%25[0-9A-Fa-f]{2})|(?<=\\u[0-9A-Fa-f]{4})|(?<=\\[nrt]))"
)
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}|\\[^nrt]|&#?\w+;|\+")
_END = r"(?![A-Za-z0-9])"
# From these lengths on no word holds another value by chance, and its case says nothing.
_UNMISTAKABLE, _LONG = 16, 6


def any_encoding_of(text: str) -> str:
    """Return a regular expression for a text in any of its encodings, each character for itself."""
    return "".join(_encodings_of(character) for character in text)


def is_encoded(text: str) -> bool:
    """Tell whether a text has anything in it that is written otherwise than it is read."""
    return _ENCODED.search(text) is not None


@lru_cache(maxsize=1024)
def whole(text: str, is_encoded: bool) -> re.Pattern[str]:
    """Return a regular expression that finds a text, but not as a part of a longer word.

    `is_encoded` asks for it in any encoding, which takes longer.
    """
    pattern = any_encoding_of(text) if is_encoded else re.escape(text)
    flags = re.IGNORECASE if len(text) >= _LONG else re.NOFLAG
    return re.compile(pattern if len(text) >= _UNMISTAKABLE else START + pattern + _END, flags)


def views(text: str) -> Iterator[str]:
    """Yield a text, and as what it can be read when its encodings are undone, one within another."""
    yield text
    for _ in range(3):
        decoded = re.sub(
            r"\\+u([0-9A-Fa-f]{4})", lambda code: chr(int(code[1], 16)), html.unescape(unquote(text))
        )
        decoded = re.sub(r"\\+([\"'/])", r"\1", decoded)
        if decoded == text:
            return
        yield (text := decoded)


@lru_cache(maxsize=4096)
def _encodings_of(character: str) -> str:
    escaped = re.escape(character)
    number = ord(character)
    percent = "".join(rf"%(?:25)*{byte:02x}" for byte in character.encode())
    found = [escaped, rf"(?i:{percent})", rf"(?i:&#(?:0*{number}|x0*{number:x});)"]
    units = character.encode("utf-16-be").hex()
    found.append(
        r"\\+(?i:" + r"\\+".join("u" + units[start : start + 4] for start in range(0, len(units), 4)) + ")"
    )
    found += [f"&{name};" for name in _ENTITIES.get(character, [])]
    if character == " ":
        found.append(r"\+")
    if character in "\"'\\/":
        found.append(r"\\+" + escaped)
    return "(?:" + "|".join(found) + ")"
