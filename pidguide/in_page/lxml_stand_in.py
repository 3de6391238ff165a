"""Stands in for lxml where its wheel is not at hand: the part of it that the registries use.

The tree is that of the standard library, with parents and prefixes; schemas are checked by libxml2 itself,
which is what lxml wraps: on the page by npm's libxml2-wasm.
Samples that import lxml have no button then: this is enough for the registries, and no lxml.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import ModuleType
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET
from xml.parsers import expat
from xml.sax.saxutils import escape

XML = "http://www.w3.org/XML/1998/namespace"
_NAME = re.compile(r"\{(?P<namespace>[^}]*)\}(?P<local>.+)|(?P<bare>.+)")
_STEP = re.compile(r"/([^/\[]+)(?:\[(\d+)\])?")


class Finding(NamedTuple):
    """What libxml2 finds wrong: its message, the line, and the path of the element (xmlGetNodePath)."""

    message: str
    line: int
    path: str


Validate = Callable[[str, str], list[Finding]]  # the schema's file and a document; nothing where it is valid

# The names that libxml2 gives to its findings, by their words; only those that somebody asks for.
_TYPES = (
    (r"is not expected|Missing child element", "SCHEMAV_ELEMENT_CONTENT"),
    (r"The attribute '[^']*' is required", "SCHEMAV_CVC_COMPLEX_TYPE_4"),
    (r"The attribute '[^']*' is not allowed", "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1"),
    (r"No matching global declaration available for the validation root", "SCHEMAV_CVC_ELT_1"),
    (r"No matching global element declaration available, but demanded", "SCHEMAV_CVC_WILDCARD"),
    (r"content type is 'element-only'|content other than whitespace", "SCHEMAV_CVC_COMPLEX_TYPE_2_3"),
    (r"content type is empty|because the type's content", "SCHEMAV_CVC_COMPLEX_TYPE_2_1"),
    (r"Element content is not allowed, because the (?:content )?type is a simple", "SCHEMAV_CVC_TYPE_3_1_2"),
    (r"does not match the fixed value constraint", "SCHEMAV_CVC_AU"),
)


class Element(ET.Element):
    """An element that knows its parent, and the namespaces that are declared on it."""

    def __init__(self, tag: str, attrib: Any = None, nsmap: Any = None, **extra: str) -> None:
        super().__init__(tag, dict(attrib or {}), **extra)
        self._parent: Element | None = None
        self._declared: dict[str | None, str] = dict(nsmap or {})
        self.sourceline = 1

    @property
    def nsmap(self) -> dict[str | None, str]:
        above = self._parent.nsmap if self._parent is not None else {}
        return {**above, **self._declared}

    @property
    def prefix(self) -> str | None:
        namespace = QName(self).namespace
        return next((prefix for prefix, uri in self.nsmap.items() if uri == namespace), None)

    def getparent(self) -> "Element | None":
        return self._parent

    def iterancestors(self) -> Iterator["Element"]:
        above = self._parent
        while above is not None:
            yield above
            above = above._parent

    def getroottree(self) -> "Tree":
        return Tree([self, *self.iterancestors()][-1])

    def append(self, element: Any) -> None:
        element._parent = self
        super().append(element)

    def insert(self, index: int, element: Any) -> None:
        element._parent = self
        super().insert(index, element)

    def iter(self, *tags: Any) -> Iterator[Any]:  # type: ignore[override]
        wanted = {tag for tag in tags if isinstance(tag, str)}
        for each in super().iter():
            if not wanted or each.tag in wanted:
                yield each

    def iterchildren(self, *_: Any) -> Iterator[Any]:
        yield from list(self)


class Tree:
    """A document, as `getroottree()` gives it."""

    def __init__(self, root: Element, file: str = "") -> None:
        self._root, self.file = root, file

    def getroot(self) -> Element:
        return self._root

    def xpath(self, path: str, namespaces: dict[str, str]) -> list[Element]:
        """Follow one of libxml2's own paths, e.g. `/record:record/*[2]/common:title`."""
        found: Element | None = None
        for name, number in _STEP.findall(path):
            children: list[Any] = [self._root] if found is None else list(found)
            prefix, _, local = name.rpartition(":")
            tag = f"{{{namespaces.get(prefix, '')}}}{local}" if prefix else local
            same = [child for child in children if name == "*" or child.tag == tag]
            if len(same) < int(number or 1):
                return []
            found = same[int(number or 1) - 1]
        return [] if found is None else [found]


class QName:
    """An element's name in its parts."""

    def __init__(self, named: Any) -> None:
        match = _NAME.fullmatch(named if isinstance(named, str) else named.tag)
        self.namespace: str | None = match["namespace"] if match else None
        self.localname: str = (match["local"] or match["bare"]) if match else ""


class XMLSyntaxError(SyntaxError):
    """A document that is not well-formed; `position` is line and column."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.position = (line, column)


class XMLSchemaParseError(Exception):
    """A schema that is none. libxml2 says so when it is first used."""


class LogEntry(NamedTuple):
    """A finding, as lxml's error log has it."""

    message: str
    line: int
    path: str
    type_name: str


def SubElement(parent: Element, tag: str, attrib: Any = None, nsmap: Any = None, **extra: str) -> Element:
    """Add an element and return it."""
    child = Element(tag, attrib, nsmap, **extra)
    parent.append(child)
    return child


class ElementMaker:
    """Makes elements by their names: `make.title("…", child, language="en")`."""

    def __init__(self, namespace: str | None = None, nsmap: Any = None) -> None:
        self._namespace, self._nsmap = namespace, nsmap

    def __call__(self, name: str, /, *parts: Any, **attributes: str) -> Element:
        tag = f"{{{self._namespace}}}{name}" if self._namespace and "}" not in name else name
        made = Element(tag, attributes, self._nsmap)
        for part in parts:
            if isinstance(part, Element):
                made.append(part)
            elif isinstance(part, dict):
                made.attrib.update(part)
            elif len(made):
                made[-1].tail = (made[-1].tail or "") + part
            else:
                made.text = (made.text or "") + part
        return made

    def __getattr__(self, name: str) -> Any:
        return partial(self, name)


class XMLParser:
    """Takes lxml's options. Entities are never resolved and nothing is fetched."""

    def __init__(self, **options: bool) -> None:
        self.recovers = options.get("recover", False)


def fromstring(text: bytes | str, parser: XMLParser | None = None) -> Element | None:
    """Return a document's root. Raises XMLSyntaxError; a parser that recovers makes it None instead."""
    builder = _Builder()
    try:
        builder.parser.Parse(text, True)
    except expat.ExpatError as error:
        if parser and parser.recovers:
            return None
        raise XMLSyntaxError(expat.ErrorString(error.code), error.lineno, error.offset + 1) from None
    return builder.root


class _Builder:
    """Makes a tree of what expat tells."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._last: Element | None = None
        self._declared: dict[str | None, str] = {}
        self.parser = parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartNamespaceDeclHandler = self._declare
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._refuse

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self._declared[prefix] = uri or ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = Element(
            _clark(name), {_clark(key): value for key, value in attributes.items()}, self._declared
        )
        element.sourceline, self._declared = self.parser.CurrentLineNumber, {}
        if self._open:
            self._open[-1].append(element)
        else:
            self.root = element
        self._open.append(element)
        self._last = None

    def _end(self, name: str) -> None:
        self._last = self._open.pop()

    def _text(self, text: str) -> None:
        if self._last is not None:
            self._last.tail = (self._last.tail or "") + text
        elif self._open:
            self._open[-1].text = (self._open[-1].text or "") + text

    def _refuse(self, *_: Any) -> None:
        raise XMLSyntaxError("Entities are not resolved", self.parser.CurrentLineNumber, 1)


def _clark(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def parse(file: str, parser: XMLParser | None = None) -> Tree:
    """Return the document in a file."""
    with open(file, "rb") as source:  # noqa: PTH123  (lxml takes names)
        root = fromstring(source.read())
    assert root is not None
    return Tree(root, file)


def tostring(
    element: Element,
    encoding: str = "ASCII",
    pretty_print: bool = False,
    xml_declaration: bool = False,
    standalone: bool | None = None,
) -> Any:
    """Return an element as XML: text for the encoding "unicode", else bytes."""
    if pretty_print:
        ET.indent(element)
    text = "".join(_written(element, {})) + ("\n" if pretty_print else "")
    if encoding == "unicode":
        return text
    if xml_declaration:
        alone = "" if standalone is None else f" standalone='{'yes' if standalone else 'no'}'"
        text = f"<?xml version='1.0' encoding='{encoding}'{alone}?>\n{text}"
    return text.encode(encoding, "xmlcharrefreplace")


def _written(element: Element, known: dict[str | None, str]) -> Iterator[str]:
    """Yield an element's XML; `known` are the namespaces that its surroundings have declared."""
    declared = {prefix: uri for prefix, uri in element.nsmap.items() if known.get(prefix) != uri}
    scope = {**known, **declared}
    names = [_qualified(each, scope, declared, attribute) for each, attribute in _names(element)]
    spaces = [f' xmlns{f":{prefix}" if prefix else ""}="{_quoted(uri)}"' for prefix, uri in declared.items()]
    pairs = zip(names[1:], element.attrib.values(), strict=True)
    attributes = [f' {name}="{_quoted(value)}"' for name, value in pairs]
    yield f"<{names[0]}{''.join(spaces)}{''.join(attributes)}"
    if element.text is None and not len(element):
        yield "/>"
    else:
        yield f">{escape(element.text or '')}"
        for child in element:
            yield from _written(child, scope)  # type: ignore[arg-type]
            yield escape(child.tail or "")
        yield f"</{names[0]}>"


def _names(element: Element) -> Iterator[tuple[str, bool]]:
    yield element.tag, False
    yield from ((name, True) for name in element.attrib)


def _qualified(
    name: str, scope: dict[str | None, str], declared: dict[str | None, str], is_attribute: bool
) -> str:
    parts = QName(name)
    if parts.namespace is None:
        return parts.localname
    if parts.namespace == XML:
        return f"xml:{parts.localname}"
    for prefix, uri in scope.items():
        if uri == parts.namespace and (prefix or not is_attribute):
            return f"{prefix}:{parts.localname}" if prefix else parts.localname
    new = f"ns{len(scope)}"
    scope[new] = declared[new] = parts.namespace
    return f"{new}:{parts.localname}"


def _quoted(value: str) -> str:
    return escape(value, {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def install(validate: Validate) -> None:
    """Let `import lxml.etree` find this part of it. Its schemas are checked by `validate`."""

    class XMLSchema:
        def __init__(self, tree: Tree) -> None:
            self._file = tree.file
            self.error_log: list[LogEntry] = []

        def validate(self, root: Element) -> bool:
            above = "\n" * (root.sourceline - 1)  # so that lines are those of the document it comes from
            self.error_log = [
                _entry(found) for found in validate(self._file, above + tostring(root, "unicode"))
            ]
            return not self.error_log

    etree = ModuleType("lxml.etree")
    vars(etree).update(
        {name: value for name, value in globals().items() if name[0].isupper() or name in _FUNCTIONS},
        XMLSchema=XMLSchema, _Element=Element, indent=ET.indent,
    )  # fmt: skip
    package = ModuleType("lxml")
    builder = ModuleType("lxml.builder")
    vars(builder).update(ElementMaker=ElementMaker)
    vars(package).update(etree=etree, builder=builder, __path__=[])
    sys.modules.update({"lxml": package, "lxml.etree": etree, "lxml.builder": builder})


_FUNCTIONS = ("fromstring", "parse", "tostring")


def _entry(found: Finding) -> LogEntry:
    known: Iterable[str] = (name for words, name in _TYPES if re.search(words, found.message))
    return LogEntry(found.message.strip(), found.line, found.path, next(iter(known), ""))
