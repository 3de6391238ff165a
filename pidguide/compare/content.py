"""Reads a body, by its media type, into paths with types and values that two answers can be compared by."""

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from lxml import etree

from pidguide.compare import bibliographic_formats

# Members that tell one item of a list from another, in the order in which they are looked for.
IDENTITY_MEMBERS = ("DOI", "doi", "id", "ID", "orcid-id", "put-code", "URL", "path")
# Lists of records; elsewhere lists are compared by position. What an answer lists is in ANSWER_LISTS.
ANSWER_LISTS = (("message", "items"), ("data",), ("result",), ("expanded-result",))
RECORD_LISTS = (*ANSWER_LISTS, ("included",))
_IN_RECORD = re.compile(rf"^(?:{'|'.join(re.escape('.'.join(names)) for names in RECORD_LISTS)})\[([^\]]*)\]")
# Objects whose keys are data, not names: {facet value: count}.
_KEYED_BY_DATA = re.compile(r"(^|\.)facets\.[^.]+\.values$")


@dataclass(frozen=True)
class Content:
    """A parsed body.

    `kind` names the format ("json", "xml", "bibtex", "ris", "rdf", "citation", "html", "text", "csv" or
    "empty"); `shape` holds every (path, type) with list positions collapsed to `[]`; `values` maps each
    leaf's full path to its value; `text` is the body itself; `items` lists the identities of the records
    in a list answer, None where the answer is no list. `item_shapes` holds what each record contributes
    to `shape`.
    """

    kind: str
    text: str
    shape: frozenset[tuple[str, str]] = frozenset()
    values: dict[str, Any] = field(default_factory=dict)
    items: tuple[str, ...] | None = None
    item_shapes: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict)

    def only(self, items: Collection[str]) -> "Content":
        """Return a list answer as if it listed only these records."""
        if self.items is None or set(self.items) <= set(items):
            return self
        gone = [item for item in self.items if item not in items]
        in_items = frozenset[tuple[str, str]]().union(*self.item_shapes.values())
        kept = frozenset[tuple[str, str]]().union(*(self.item_shapes.get(item, ()) for item in items))
        starts = tuple(f"{'.'.join(names)}[{item}]" for names in RECORD_LISTS for item in gone)
        values = {path: value for path, value in self.values.items() if not path.startswith(starts)}
        return replace(self, shape=(self.shape - in_items) | kept, values=values)


def parse_content(media_type: str | None, body: bytes) -> Content:
    """Parse a body as its media type says; without one, or where it lies, as what the body looks like.

    Never raises: what can't be parsed is compared as text.
    """
    return _parse(_bare(media_type), body)


@lru_cache(maxsize=4096)
def _parse(media_type: str, body: bytes) -> Content:
    text = body.decode("utf-8", errors="replace")
    if not text.strip():
        return Content("empty", text)
    kind = kind_of(media_type, text)
    try:
        return _READERS[kind](text)
    except (ValueError, etree.LxmlError, bibliographic_formats.UnreadableError):
        return Content("text", text)


def kind_of(media_type: str, text: str) -> str:
    """Return the format's name; a missing or generic media type is settled by the first characters."""
    for pattern, kind in _KINDS:
        if re.search(pattern, media_type):
            return kind
    start = text.lstrip()[:200].lower()
    if start.startswith(("{", "[")):
        return "json"
    if start.startswith(("<!doctype html", "<html")):
        return "html"
    if start.startswith("<rdf:rdf") or "<rdf:rdf" in start:
        return "rdf"
    if start.startswith("<"):
        return "xml"
    if start.startswith("ty  - "):
        return "ris"
    return "bibtex" if re.match(r"@\w+\{", start) else "text"


_KINDS = (
    (r"rdf\+xml|turtle|n-triples|text/n3", "rdf"),
    (r"[+/]json", "json"),
    (r"html", "html"),
    (r"[+/]xml", "xml"),
    (r"bibtex", "bibtex"),
    (r"research-info-systems", "ris"),
    (r"x-bibliography", "citation"),
    (r"csv", "csv"),
)


def _bare(media_type: str | None) -> str:
    return (media_type or "").partition(";")[0].strip().lower()


def _read_json(text: str) -> Content:
    document = json.loads(text)
    shape: set[tuple[str, str]] = set()
    values: dict[str, Any] = {}
    items: list[str] | None = None
    item_shapes: dict[str, set[tuple[str, str]]] = {}
    for path, full_path, kind, value in _walk_json(document):
        shape.add((path, kind))
        if value is not _CONTAINER:
            values[full_path] = value
        if in_record := _IN_RECORD.match(full_path):
            item_shapes.setdefault(in_record[1], set()).add((path, kind))
    for record_list in ANSWER_LISTS:
        found = _member(document, record_list)
        if isinstance(found, list):
            items = [*(items or []), *(_identity(item, position) for position, item in enumerate(found))]
    if _member(document, ("result",)) is None and isinstance(document, dict) and "num-found" in document:
        items = items or []
    shapes = {item: frozenset(of_item) for item, of_item in item_shapes.items()}
    return Content("json", text, frozenset(shape), values, None if items is None else tuple(items), shapes)


_CONTAINER: Any = object()


def _walk_json(
    node: Any, path: str = "", full_path: str = "", names: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, str, Any]]:
    """Yield (path with positions collapsed, full path, type, value or _CONTAINER) of a node and all below."""
    if isinstance(node, dict):
        yield path, full_path, "object", _CONTAINER
        keyed_by_data = bool(_KEYED_BY_DATA.search(path))
        for name, child in node.items():
            shown = "*" if keyed_by_data else name
            yield from _walk_json(
                child, f"{path}.{shown}".lstrip("."), f"{full_path}.{name}".lstrip("."), (*names, name)
            )
    elif isinstance(node, list):
        yield path, full_path, "array", _CONTAINER
        by_identity = names in RECORD_LISTS
        for position, child in enumerate(node):
            key = _identity(child, position) if by_identity else str(position)
            yield from _walk_json(child, f"{path}[]", f"{full_path}[{key}]", (*names, "[]"))
    else:
        yield path, full_path, json_type(node), node


def json_type(value: Any) -> str:
    """Return JSON's name of a scalar's type; whole numbers are told from others."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    return "integer" if isinstance(value, int) else "number"


def _member(document: Any, names: tuple[str, ...]) -> Any:
    for name in names:
        if not isinstance(document, dict):
            return None
        document = document.get(name)
    return document


def _identity(item: Any, position: int) -> str:
    if isinstance(item, dict):
        for name in IDENTITY_MEMBERS:
            if isinstance(item.get(name), str | int):
                return str(item[name]).lower()
        nested = item.get("orcid-identifier")
        if isinstance(nested, dict) and nested.get("path"):
            return str(nested["path"])
    return str(position)


def _read_xml(text: str) -> Content:
    root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, remove_comments=True))
    shape: set[tuple[str, str]] = set()
    values: dict[str, Any] = {}
    for path, full_path, value in _walk_xml(root, root.tag, root.tag):
        shape.add((path, "string" if value is not None else "object"))
        if value is not None:
            values[full_path] = value
    return Content("xml", text, frozenset(shape), values)


def _walk_xml(element: Any, path: str, full_path: str) -> Iterator[tuple[str, str, str | None]]:
    own_text = (element.text or "").strip()
    yield path, full_path, own_text or None
    for name, value in element.attrib.items():
        yield f"{path}/@{name}", f"{full_path}/@{name}", " ".join(value.split())
    seen: dict[str, int] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        # Items of a query result stand in any order, each with a name.
        named = child.get("name") if etree.QName(child).localname == "crm-item" else None
        position = seen[child.tag] = seen.get(child.tag, 0) + 1
        yield from _walk_xml(child, f"{path}/{child.tag}", f"{full_path}/{child.tag}[{named or position}]")


def _read_fields(kind: str, read: Callable[[str], dict[str, str]]) -> Callable[[str], Content]:
    def reader(text: str) -> Content:
        fields = read(text)
        shape = frozenset((re.sub(r"\[\d+\]", "[]", path), "string") for path in fields)
        return Content(kind, text, shape, dict(fields))

    return reader


def _read_html(text: str) -> Content:
    title = re.search(r"<title>(.*?)</title>", text, re.IGNORECASE | re.DOTALL)
    fields = {"title": " ".join(title[1].split())} if title else {}
    return Content("html", text, frozenset((path, "string") for path in fields), dict(fields))


_READERS: dict[str, Callable[[str], Content]] = {
    "json": _read_json,
    "xml": _read_xml,
    "html": _read_html,
    "text": lambda text: Content("text", text),
    "bibtex": _read_fields("bibtex", bibliographic_formats.bibtex_fields),
    "ris": _read_fields("ris", bibliographic_formats.ris_fields),
    "rdf": _read_fields("rdf", bibliographic_formats.rdf_fields),
    "csv": _read_fields("csv", bibliographic_formats.csv_fields),
    "citation": _read_fields("citation", bibliographic_formats.citation_fields),
}
