"""Reads named values out of what carries them: JSON, XML, HTML, CSV, forms, multipart, addresses, cookies."""

import csv
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from email.parser import BytesParser
from email.policy import HTTP
from http.cookies import CookieError, SimpleCookie
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import unquote, unquote_plus, urlsplit

from lxml import etree

from pidguide.cassettes.loose_secrets import looks_random

# Values carry others (an address in JSON, JSON in a form), but not without end.
_DEEPEST = 4
_NAMES = ("name", "key", "field", "id", "type", "property")
_VALUES = ("value", "content", "default", "val", "data", "text")
_HTML = re.compile(r"(?i)<(?:!doctype html|html|head|body|meta|form|input|div|p|a|script)\b")


_TABLE = re.compile(r"[^\n,;\t<>{\[]+(?:[,;\t][^\n,;\t<>{}]+)+\r?\n")
_SQL_STRING = r"'(?:[^'\\]|''|\\.)*'|\"[^\"]*\""
_INSERT = re.compile(
    r"(?:INSERT|REPLACE)\s+INTO\s+[\w.\"`\[\]]+\s*(?:\((?P<columns>[\w\s,\"`\[\].-]+)\))?\s*"
    rf"VALUES\s*(?P<rows>(?:\((?:{_SQL_STRING}|[^()'\"])*\)[\s,]*)+)",
    re.IGNORECASE,
)


class Named(NamedTuple):
    """A value and its name. `in_form`: the carrier is a form, a query, a fragment or multipart."""

    name: str
    value: str
    in_form: bool = False


def in_body(body: str, content_type: str = "") -> list[Named]:
    """Return the named values of a body; none of one that cannot be read. `content_type` decides on forms."""
    if "multipart/" in content_type.lower():
        return list(_in_multipart(body, content_type))
    if "urlencoded" in content_type.lower():
        return list(_in_form(body, 0))
    return list(_in_text(body, 0))


def in_address(address: str) -> list[Named]:
    """Return the named values of an address: parameters, those of its fragment, and who signs in with it."""
    return list(_in_address(address, 0))


def in_parameters(header: str) -> list[Named]:
    """Return the parameters of a header that signs in, or asks to: all of them prove or identify somebody."""
    return [
        Named("credentials", value)
        for value in re.findall(r"=\"?([^\",;\s]+)", header)
        if looks_random(value)
    ]


def in_cookies(header: str) -> list[Named]:
    """Return the cookies of a Cookie or Set-Cookie header."""
    try:
        return [Named("cookie", morsel.value) for morsel in SimpleCookie(header).values()]
    except CookieError:
        return []


def in_statements(text: str) -> Iterator[Named]:
    """Yield the values of SQL in a text, as an error repeats it, with their columns where these are named."""
    for statement in _INSERT.finditer(text):
        columns = re.findall(r"[\w-]+", statement["columns"] or "")
        for row in re.findall(rf"\(((?:{_SQL_STRING}|[^()'\"])*)\)", statement["rows"]):
            values = [each.strip().strip("'\"") for each in re.findall(rf"(?:{_SQL_STRING}|[^,'\"])+", row)]
            names = columns if len(columns) == len(values) else ["token"] * len(values)
            for name, value in zip(names, values, strict=True):
                if names is columns or looks_random(value):
                    yield Named(name, value)


def _in_text(text: str, depth: int) -> Iterator[Named]:
    """Find out what a text is, and read that."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if depth > _DEEPEST:
        return
    if _TABLE.match(text):
        yield from in_table(text)
    elif start in ("{", "[", '"'):
        for document in _documents(text.lstrip("\ufeff")):
            yield from _in_json(document, depth)
    elif start == "<":
        yield from _in_xml(text, depth)
    elif "://" in text[:24]:
        yield from _in_address(text, depth)
    elif re.search(r"%(?:3[AaDd]|7[Bb]|25)", text):
        yield from _in_text(unquote(text), depth + 1)
    elif re.match(r"[\w.%\[\]-]+=[^\s]*$", text):
        yield from _in_form(text, depth)


def _documents(text: str) -> Iterator[Any]:
    """Yield the JSON documents of a text: the one that it is, or one of each line."""
    try:
        yield json.loads(text)
    except ValueError:
        for line in text.splitlines():
            with suppress(ValueError):
                yield json.loads(line)


def in_table(text: str) -> Iterator[Named]:
    """Yield the values of a table in CSV, each with the name that its column has; none of another text."""
    if not _TABLE.match(text):
        return
    lines = text.lstrip("\ufeff").splitlines()
    separator = next(each for each in "\t;," if each in lines[0])
    head, *rows = csv.reader(lines, delimiter=separator)
    yield from (Named(name, value) for row in rows for name, value in zip(head, row, strict=False) if value)


def _in_json(value: Any, depth: int, name: str = "", within: tuple[str, ...] = ()) -> Iterator[Named]:
    if isinstance(value, dict):
        # {"name": "password", "value": "…"}, and OAuth's code beside its grant_type.
        is_oauth = not value.keys().isdisjoint(("grant_type", "grantType", "redirect_uri", "redirectUri"))
        for label in _NAMES:
            if isinstance(value.get(label), str):
                yield from (Named(value[label], each) for each in _values_in(value))
        yield from (
            Named(name, str(value[each])) for each in _VALUES if name and isinstance(value.get(each), str)
        )
        for key, each in value.items():
            if is_oauth and isinstance(each, str):
                yield Named(key, each, in_form=True)
            yield from _in_json(each, depth, key, (*within, name))
    elif isinstance(value, list):
        for each in value:
            # Objects in a list have names of their own: Crossref calls what Crossmark says "assertion".
            is_dict = isinstance(each, dict)
            plural = (name,) if is_dict and name.endswith("s") else ()
            yield from _in_json(each, depth, "" if is_dict else name, (*within, *plural))
            yield from _behind(name, each)
        for before, after in pairwise(value):
            yield from _behind(before, after)
    elif value is not None and not isinstance(value, bool):
        yield Named(name, str(value))
        for outer in within:
            yield from _behind(outer, value)
        if isinstance(value, str):
            yield from _in_text(value, depth + 1)


def _values_in(value: dict[str, Any]) -> Iterator[str]:
    """Yield the values of an object that has its name beside them, also one level below, as in a handle."""
    for each in _VALUES:
        inner = value.get(each)
        if isinstance(inner, dict):
            yield from (str(inner[name]) for name in _VALUES if isinstance(inner.get(name), str))
        elif inner is not None:
            yield str(inner)


def _behind(label: Any, value: Any) -> Iterator[Named]:
    """Yield what stands beside a name or below it: ["token", "…"], {"tokens": {"a": "…"}}, cells of a row."""
    is_label = isinstance(label, str) and len(label) < 40
    if is_label and isinstance(value, str) and " " not in value.strip() and looks_random(value):
        yield Named(label.strip(" :").removesuffix("s"), value)


def _in_xml(text: str, depth: int) -> Iterator[Named]:
    parsers: list[etree.XMLParser | etree.HTMLParser] = [
        etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    ]
    if _HTML.search(text):  # whose attributes need no quotes
        parsers.append(etree.HTMLParser(no_network=True))
    for parser in parsers:
        with suppress(etree.XMLSyntaxError):
            yield from _in_elements(etree.fromstring(text.lstrip("\ufeff \t\r\n").encode(), parser), depth)


def _in_elements(root: etree._Element | None, depth: int) -> Iterator[Named]:
    for comment in [] if root is None else root.iter(etree.Comment, etree.ProcessingInstruction):
        yield from _in_text(comment.text or "", depth + 1)
    for before, after in pairwise([] if root is None else _shown(root)):
        yield from _behind(before, after)
    for element in [] if root is None else root.iter(etree.Element):
        attributes = {_local(name).lower(): str(value) for name, value in element.attrib.items()}
        yield from (Named(name, value) for name, value in attributes.items())
        content = (element.text or "").strip()
        names = [_local(element.tag), *(attributes[each] for each in _NAMES if each in attributes)]
        values = [content, *(attributes[each] for each in _VALUES if each in attributes)]
        yield from (Named(name, value) for name in names for value in values if value)
        for value in (content, *attributes.values()):
            yield from _in_text(value, depth + 1)


def _shown(root: etree._Element) -> Iterator[str]:
    """Yield what a document shows, in its order: its texts, and the values in its fields."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            shown = [element.tail]
        else:
            shown = [element.text, *(str(element.attrib[each]) for each in _VALUES if each in element.attrib)]
        yield from (each.strip() for each in shown if each and each.strip())


def _local(name: Any) -> str:
    """Return a name without namespace; a prefix that nobody declares, as in JATS, is no part of it either."""
    return re.sub(r"^.*[}:]", "", str(name))


def _in_form(encoded: str, depth: int) -> Iterator[Named]:
    for pair in re.split(r"[&;]", encoded):
        name, equals, value = pair.partition("=")
        if not equals:
            continue
        # A plus that stands for itself, although it should not, is found too.
        for decoded in dict.fromkeys((unquote_plus(value), unquote(value))):
            yield Named(unquote_plus(name), decoded, in_form=True)
            yield from _in_text(decoded, depth + 1)


def _in_multipart(body: str, content_type: str) -> Iterator[Named]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    for part in BytesParser(policy=HTTP).parsebytes(head + body.encode()).walk():
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        value = content.decode("utf-8", "replace").removesuffix("\r\n")
        name = part.get_param("name", header="content-disposition")
        yield Named(str(name or ""), value, in_form=True)
        yield from _in_text(value, 1)


def _in_address(address: str, depth: int) -> Iterator[Named]:
    try:
        parts = urlsplit(address.strip())
        user, password = parts.username, parts.password
    except ValueError:
        return
    for each in (parts.query, parts.fragment.partition("?")[2] or parts.fragment):
        yield from _in_form(each, depth)
    if password:
        yield Named("password", unquote(password))
    elif user:
        yield Named("credentials", unquote(user))
