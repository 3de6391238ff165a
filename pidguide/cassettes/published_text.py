"""Reads what a file publishes: a cassette's strings, what a page shows and hides, what encodings hide.

For the gate alone (secret_gate.py); it shares nothing with what the scrubber reads with.
"""

import base64
import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

_CASSETTE = re.compile(r"^interactions:$", re.MULTILINE)
_TAG = re.compile(r"</?(?![A-Z_]+>)[A-Za-z!][^<>]*>")
_IN_BASE64 = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{12,}(?![A-Za-z0-9_-])")
# Tags inside a line: highlighting wraps the parts of one string in them. Others end a line.
_INLINE = (
    "a", "abbr", "b", "code", "em", "i", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "wbr",
)  # fmt: skip


def read(file: Path) -> str:
    """Return a file's text; what is no UTF-8 in it does not stop anybody from looking at the rest."""
    return file.read_text(encoding="utf-8", errors="replace")


def is_page(file: Path) -> bool:
    """Tell whether a file is one of the site's pages."""
    return file.suffix in (".html", ".htm")


def shown_by(page: str) -> str:
    """Return what a page shows as one text without tags, then its attributes and comments."""
    parser = _Page()
    parser.feed(page)
    parser.close()
    return "\n".join(["".join(parser.parts), *parser.hidden])


def cassette_in(text: str) -> dict[str, Any] | None:
    """Return a cassette that a text is, None for any other text."""
    if not _CASSETTE.search(text):
        return None
    try:
        content = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None
    return content if isinstance(content, dict) and isinstance(content.get("interactions"), list) else None


def strings_of(value: Any) -> Iterator[str]:
    """Yield the strings in a cassette, headers with their names, however YAML has broken their lines."""
    if isinstance(value, dict):
        for name, each in value.items():
            values = each if isinstance(each, list) else [each]
            if name != "string" and all(isinstance(one, str) for one in values):
                yield from (f"{name}: {one}" for one in values)
            else:
                yield from strings_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings_of(each)
    elif isinstance(value, (str, bytes)):
        yield value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def views(text: str, cassette: dict[str, Any] | None) -> list[str]:
    """Return a text in all the ways in which somebody may read it: decoded, and with and without its tags."""
    strings = "\n".join(strings_of(cassette)) if cassette else text
    plain = decoded(strings)
    plain += "".join(f"\n{each}" for each in spelt_in_base64(plain))
    return list(dict.fromkeys((text, strings, plain, _TAG.sub("", plain), _TAG.sub(" ", plain))))


def decoded(text: str) -> str:
    """Undo what hides a text: percent-encoding and entities, twice, and what JSON escapes."""
    for _ in range(2):
        text = html.unescape(unquote(text))
        text = re.sub(r"\\+u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
        text = re.sub(r"\\+x([0-9a-fA-F]{2})", lambda code: chr(int(code[1], 16)), text)
        text = re.sub(r"\\+([\"'/])", r"\1", text)
    return text


def text_in(candidate: str) -> str:
    """Return the text that a string is in base64, of either alphabet; "" where it is none."""
    plain = candidate.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        text = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True).decode("ascii")
    except ValueError:
        return ""
    return text if text.isprintable() else ""


def spelt_in_base64(text: str) -> Iterator[str]:
    """Yield the texts that stand in another one in base64, one within another."""
    for found in _IN_BASE64.findall(text):
        if inner := text_in(found):
            yield inner
            yield from spelt_in_base64(inner)


class _Page(HTMLParser):
    """Collects what a page shows, and what it has in attributes and comments."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.hidden += [f'{name}="{value}"' for name, value in attributes if value]
        self._end_line(tag)

    def handle_endtag(self, tag: str) -> None:
        self._end_line(tag)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_comment(self, data: str) -> None:
        self.hidden.append(data)

    handle_pi = unknown_decl = handle_comment

    def _end_line(self, tag: str) -> None:
        if tag not in _INLINE:
            self.parts.append("\n")
