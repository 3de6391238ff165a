"""ORCID's messages as XML: writing them as the schemas order them, reading what clients send."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from pid_emulator.core.libraries import etree
from pid_emulator.core.well_formed import syntax_fault
from pid_emulator.orcid.errors import ApiError
from pid_emulator.orcid.record import schemas
from pid_emulator.orcid.record.json_messages import Message
from pid_emulator.orcid.record.shapes import NAMESPACE_ROOT, Annotated, Choice, Field, Scalar, Shape

PREFIXES = (
    "activities", "address", "bulk", "client", "common", "deprecated", "distinction", "education", "email",
    "employment", "error", "expanded-search", "external-identifier", "funding", "group-id", "history",
    "internal", "invited-position", "keyword", "membership", "notification", "other-name", "peer-review",
    "person", "personal-details", "preferences", "qualification", "record", "research-resource",
    "researcher-url", "search", "service", "summary", "work",
)  # fmt: skip
NAMESPACES = {prefix: NAMESPACE_ROOT + prefix for prefix in PREFIXES}
_PREFIX_OF = {namespace: prefix for prefix, namespace in NAMESPACES.items()}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_CREATION_METHODS = {"DIRECT": "Direct", "MEMBER_REFERRED": "Member-referred", "WEBSITE": "website"}

# Before version 3 these elements of an activity had its own namespace.
OLD_NAMES = ("url", "organization", "department-name", "role-title")
_WITH_OLD_NAMES = ("work", "funding", "education", "employment")
# Nor did messages tell of these.
UNTOLD_BEFORE_3 = (
    "external-id-normalized",
    "external-id-normalized-error",
    "assertion-origin-orcid",
    "assertion-origin-client-id",
    "assertion-origin-name",
)


def qualified(tag: str) -> str:
    """Return `{namespace}name` of a tag with ORCID's usual prefix."""
    prefix, _, name = tag.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"


def to_xml(shape: Shape, message: Message) -> str:
    """Write a message as an XML document, indented by four spaces."""
    root = to_element(shape, message)
    etree.indent(root, space="    ")
    return _DECLARATION + etree.tostring(root, encoding="unicode") + "\n"


def to_element(shape: Shape, message: Message) -> etree._Element:
    """Return a message as an XML element."""
    root = etree.Element(qualified(shape.tag), nsmap=NAMESPACES)
    _fill(root, shape, message)
    return root


def in_old_names(root: etree._Element) -> None:
    """Give the elements of a message, or of a record, the names that they had before version 3."""
    for element in list(root.iter(etree.Element)):
        name, parent = etree.QName(element).localname, element.getparent()
        if parent is None:
            continue
        if name in UNTOLD_BEFORE_3:
            parent.remove(element)
        above = etree.QName(parent)
        if name in OLD_NAMES and above.localname.removesuffix("-summary") in _WITH_OLD_NAMES:
            element.tag = f"{{{above.namespace}}}{name}"


def error_to_xml(body: Message) -> str:
    """Write an error: the one message whose namespace is the default one."""
    namespace = NAMESPACES["error"]
    root = etree.Element(f"{{{namespace}}}error", nsmap={None: namespace})  # type: ignore[dict-item]
    for key, value in body.items():
        etree.SubElement(root, f"{{{namespace}}}{key}").text = _clean(str(value))
    etree.indent(root, space="    ")
    return _DECLARATION + etree.tostring(root, encoding="unicode") + "\n"


def _fill(element: etree._Element, shape: Shape, message: Message) -> None:
    for field in shape:
        value = message.get(field.key)
        if value is None or field.json_only:
            continue
        if field.is_attribute:
            element.set(field.key, _clean(_word(value)))
        elif field.many:
            parent = element
            if field.wrapper and value:
                parent = etree.SubElement(element, qualified(field.wrapper))
            for each in value:
                _append(parent, field, each)
        else:
            _append(element, field, value)


def _append(parent: etree._Element, field: Field, value: Any) -> None:
    kind = field.kind
    if isinstance(kind, Choice):
        for shape in kind.shapes:
            if shape.name in value:
                _fill(etree.SubElement(parent, qualified(shape.tag)), shape, value[shape.name])
        return
    child = etree.SubElement(parent, qualified(field.tag))
    if isinstance(kind, Shape):
        _fill(child, kind, value)
    elif isinstance(kind, Annotated):
        child.text = _clean(str(value.get("value") or ""))
        if value.get(kind.attribute) is not None:
            child.set(kind.attribute, _clean(_word(value[kind.attribute])))
    else:
        inner = value.get("value") if isinstance(value, dict) else value
        child.text = _clean(_written(kind, inner))


def _written(kind: Scalar, value: Any) -> str:
    if kind is Scalar.TIME:
        return _time(value)
    return _CREATION_METHODS.get(value, value) if kind is Scalar.CREATION_METHOD else _word(value)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def _time(milliseconds: Any) -> str:
    try:
        moment = datetime.fromtimestamp(int(milliseconds) / 1000, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return str(milliseconds)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def read_xml(shape: Shape, body: bytes) -> Message:
    """Read a message that stands in XML. Raises ApiError 9001 where there is none of this shape."""
    return _read(_root(shape, body), shape)


def check_xml(shape: Shape, body: bytes, version: str) -> None:
    """Check a message with the schema of a version. Raises ApiError 9001, and SchemaMissing."""
    if fault := schemas.first_fault(_root(shape, body), shape, version):
        raise unreadable(fault.message, schemas.place(body, fault))


def _root(shape: Shape, body: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        line, column, message = syntax_fault(body, [*parser.error_log])
        raise unreadable(message, (line, column)) from None
    if root.tag != qualified(shape.tag):
        message = f"cvc-elt.1.a: Cannot find the declaration of element '{_name(root)}'."
        raise unreadable(message, schemas.place(body, schemas.Fault(message, 0, at_start=True)))
    return root


def unreadable(message: str, place: tuple[int, int] | None = None) -> ApiError:
    """Return the error for a body that breaks the rules of XML or of its schema.

    `place` is line and column, None for XML that the emulator has written itself. What is wrong is said
    twice, as the one exception is wrapped in the other.
    """
    at = "" if place is None else f"lineNumber: {place[0]}; columnNumber: {place[1]}; "
    which = "Marshal" if place is None else "Unmarshal"
    return ApiError(
        9001,
        f"javax.xml.bind.{which}Exception\n - with linked exception:\n"
        f"[org.xml.sax.SAXParseException; {at}{message}] ({message})",
    )


def _read(element: etree._Element, shape: Shape) -> Message:
    message: Message = {}
    for field in shape:
        message[field.key] = [] if field.many else None
        if field.is_attribute and (value := element.get(field.key)) is not None:
            message[field.key] = _scalar(field.kind, value)
    fields = {name: field for field in shape if not field.is_attribute for name in _names(field)}
    for child in element.iterchildren(etree.Element):
        known = fields.get(etree.QName(child).localname)
        if known is not None:
            _take(message, known, child)
    return message


def _names(field: Field) -> list[str]:
    if isinstance(field.kind, Choice):
        return [shape.name for shape in field.kind.shapes]
    return [(field.wrapper or field.tag).rpartition(":")[2]]


def _take(message: Message, field: Field, child: etree._Element) -> None:
    if field.wrapper:
        message[field.key] += [_value(field.kind, inner) for inner in child.iterchildren(etree.Element)]
    elif isinstance(field.kind, Choice):
        shape = next(shape for shape in field.kind.shapes if shape.name == etree.QName(child).localname)
        message[field.key].append({shape.name: _read(child, shape)})
    elif field.many:
        message[field.key].append(_value(field.kind, child))
    else:
        message[field.key] = _value(field.kind, child)


def _value(kind: Scalar | Annotated | Choice | Shape, element: etree._Element) -> Any:
    if isinstance(kind, Shape):
        return _read(element, kind)
    if kind is Scalar.TEXT:
        return element.text or ""  # as it was sent: a citation's last line break, too
    text = (element.text or "").strip()
    if isinstance(kind, Annotated):
        attribute = element.get(kind.attribute)
        return {
            "value": text,
            kind.attribute: attribute == "true" if kind.kind is Scalar.BOOLEAN else attribute,
        }
    return _scalar(kind, text)


def _scalar(kind: Any, text: str) -> Any:
    match kind:
        case Scalar.INTEGER:
            return int(text) if re.fullmatch(r"[+-]?\d+", text) else None
        case Scalar.BOOLEAN:
            return text in ("true", "1")
        case Scalar.VALUE | Scalar.YEAR | Scalar.TWO_DIGITS:
            return {"value": text} if text else None
        case Scalar.TIME:
            return {"value": _milliseconds(text)}
    return text


def _milliseconds(text: str) -> int | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)


def _name(element: etree._Element) -> str:
    name = etree.QName(element)
    prefix = element.prefix or _PREFIX_OF.get(name.namespace or "", "")
    return f"{prefix}:{name.localname}" if prefix else name.localname


def is_other_message(shape: Shape, body: bytes) -> bool:
    """Tell whether a body is a message of ORCID's, but another one than `shape`."""
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return False
    return root.tag != qualified(shape.tag) and (etree.QName(root).namespace or "") in _PREFIX_OF
