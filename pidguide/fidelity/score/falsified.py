"""Recordings that say something else, for the control of what the emulator only echoes.

What tells records apart stays: DOIs, iDs, numbers of items, addresses, words from a list (types, states).
So does what the request asks for, or the record would no longer be found.
"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import unquote_plus, urlsplit

from lxml import etree

from pidguide.compare.content import kind_of
from pidguide.compare.exchanges import Exchange, Message

_VOWELS = str.maketrans("aeiouAEIOU", "eiouaEIOUA")
_MARKUP = re.compile(r"(<[^>]*>|&#?\w+;)")
# Identifiers, addresses, dates and the like.
_TELLING = re.compile(
    r"10\.\d{3,9}/|://|@|^(?:\d{4}-){2}|^[0-9a-f]{8}-|^\d{4}-\d{3}[\dX]$|^\d|^[^\s]{60,}$|^[A-Z_]+$"
)
_LISTED_WORD = re.compile(
    r"(?:type|types\..*|state|status|visibility|language|lang|scheme|role|relation\w*|general|version|source|agency|RA"
    r"|symbol|country|relationship|sequence|message|currency|name-type|asserted-by)$",
    re.IGNORECASE,
)
_TIME = re.compile(r"^(\d{4})(-\d\d-\d\dT\d\d:\d\d.*)$")
_COUNT = re.compile(r"(?:-count|Count)$")
_ANOTHER_STATUS = {404: 200}


def with_other_values(exchange: Exchange) -> Exchange:
    """Return an exchange whose answer holds other values in the same places."""
    answer = exchange.answer
    if 200 <= exchange.status < 400:
        words = frozenset(re.findall(r"\w+", unquote_plus(urlsplit(exchange.url).query).lower()))
        kind = kind_of(exchange.media_type, answer.text)
        change = _BY_FORMAT.get(kind)
        body = change(answer.body, words) if change else answer.body
        answer = Message(_other_headers(exchange), body)
    return replace(exchange, answer=answer)


def with_other_status(exchange: Exchange) -> Exchange:
    """Return an exchange that was answered 404, or 200 where it was 404, with another media type."""
    headers = {**exchange.answer.headers, "content-type": "application/x-other"}
    status = _ANOTHER_STATUS.get(exchange.status, 404)
    return replace(exchange, status=status, answer=Message(headers, exchange.answer.body))


def _other_headers(exchange: Exchange) -> dict[str, str]:
    """Return an answer's headers with other targets and, of Crossref's pools, another one."""
    headers = dict(exchange.answer.headers)
    if location := headers.get("location"):
        headers["location"] = f"{location}x"
    if pool := headers.get("x-api-pool"):
        other = pool.replace("polite", "public") if "polite" in pool else pool.replace("public", "polite")
        headers["x-api-pool"] = other
    return headers


def other_text(text: str, kept: frozenset[str] = frozenset()) -> str:
    """Return a text with other vowels, but in markup and in the words that a request asks for."""
    parts = _MARKUP.split(text)
    return "".join(part if number % 2 else _other_words(part, kept) for number, part in enumerate(parts))


def _other_words(text: str, kept: frozenset[str]) -> str:
    return re.sub(
        r"\w+", lambda word: word[0] if word[0].lower() in kept else word[0].translate(_VOWELS), text
    )


def _other(value: Any, path: str, kept: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {name: _other(child, f"{path}.{name}", kept) for name, child in value.items()}
    if isinstance(value, list):
        return [_other(child, path, kept) for child in value]
    if isinstance(value, str):
        return _other_string(value, path, kept)
    if isinstance(value, int) and not isinstance(value, bool):
        return _other_number(value, path)
    return value


def _other_string(value: str, path: str, kept: frozenset[str]) -> str:
    if (time := _TIME.match(value)) and ".indexed." not in path:
        return f"{int(time[1]) - 1}{time[2]}"
    plain = " " in value.strip() or value[:1].isupper()
    if not plain or _TELLING.search(value) or _LISTED_WORD.search(path):
        return value
    return other_text(value, kept)


def _other_number(value: int, path: str) -> int:
    if _COUNT.search(path):
        return value + 1
    if re.search(r"date-parts$|publicationYear$", path) and 1000 < value < 2100:
        return value - 1
    return value


def _other_json(body: bytes, kept: frozenset[str]) -> bytes:
    try:
        return json.dumps(_other(json.loads(body), "", kept)).encode()
    except ValueError:
        return body


def _other_xml(body: bytes, kept: frozenset[str]) -> bytes:
    try:
        root = etree.fromstring(body)
    except (etree.XMLSyntaxError, ValueError):
        return body
    for element in root.iter(etree.Element):
        if element.text and element.text.strip():
            element.text = _other_string(element.text, etree.QName(element).localname, kept)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _in_text(pattern: str) -> Callable[[bytes, frozenset[str]], bytes]:
    """Return what puts other words where the pattern's second group stands, the rest as it is."""

    def change(body: bytes, kept: frozenset[str]) -> bytes:
        text = re.sub(
            pattern,
            lambda match: match[1] + (match[2] if _TELLING.search(match[2]) else other_text(match[2], kept)),
            body.decode("utf-8", errors="surrogateescape"),
            flags=re.MULTILINE,
        )
        return text.encode("utf-8", errors="surrogateescape")

    return change


_BY_FORMAT: dict[str, Callable[[bytes, frozenset[str]], bytes]] = {
    "json": _other_json,
    "xml": _other_xml,
    "rdf": _in_text(r"(>|[\s,]\")([^<>\"\n]+)(?=<|\")"),
    "bibtex": _in_text(r"(\b(?:title|author|journal|publisher|booktitle)\s*=\s*\{)([^}]*)"),
    "ris": _in_text(r"(^(?:T1|T2|TI|AU|PB|JO|AB|KW)  - )(.*)$"),
    "citation": _in_text(r"(^|\s)([A-Z]\w+)(?=[,.\s])"),
}
