"""ORCID's messages as XML: writing them as the schemas order them, reading and checking what clients send."""

import re
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from pid_emulator.core.schema_files import load_schema
from pid_emulator.orcid.errors import ApiError
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
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_CREATION_METHODS = {"DIRECT": "Direct", "MEMBER_REFERRED": "Member-referred", "WEBSITE": "website"}

# Schema folder of each namespace that clients write; a namespace's file has its own name otherwise.
_SCHEMA_FILES = {
    "address": "orcid/record_3.0/address-3.0.xsd",
    "external-identifier": "orcid/record_3.0/person-external-identifier-3.0.xsd",
    "group-id": "orcid/group-id-3.0/group-id-3.0.xsd",
    "notification": "orcid/notification_3.0/notification-permission-3.0.xsd",
}


def qualified(tag: str) -> str:
    """Return `{namespace}name` of a tag with ORCID's usual prefix."""
    prefix, _, name = tag.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"


def to_xml(shape: Shape, message: Message) -> str:
    """Write a message as an XML document, indented by four spaces."""
    root = etree.Element(qualified(shape.tag), nsmap=NAMESPACES)
    _fill(root, shape, message)
    etree.indent(root, space="    ")
    return _DECLARATION + etree.tostring(root, encoding="unicode") + "\n"


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
            child.set(kind.attribute, _word(value[kind.attribute]))
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
    """Read a body that a client sent, element by element in the order of the schema.

    Raises ApiError 9001, with the words of the Java schema validator, where an element stands in the wrong
    place or is missing, and with libxml2's own where the official schema, if it is at hand, objects to a
    value.
    """
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ApiError(9001, f"org.xml.sax.SAXParseException; {error}") from None
    if root.tag != qualified(shape.tag):
        raise _sax(root, f"cvc-elt.1.a: Cannot find the declaration of element '{_name(root)}'.")
    message = _read(root, shape)
    _validate(root, shape)
    return message


def _validate(root: etree._Element, shape: Shape) -> None:
    prefix = shape.tag.partition(":")[0]
    schema = load_schema(_SCHEMA_FILES.get(prefix, f"orcid/record_3.0/{prefix}-3.0.xsd"))
    # libxml2 does not collapse the white space around a date, as the schema language asks for.
    for element in root.iter():
        if len(element) == 0 and element.text:
            element.text = element.text.strip()
    if schema is not None and not schema.validate(root):
        first = schema.error_log[0]  # type: ignore[index]
        raise ApiError(9001, f"org.xml.sax.SAXParseException; lineNumber: {first.line}; {first.message}")


def _read(element: etree._Element, shape: Shape) -> Message:
    message: Message = {}
    for field in shape:
        message[field.key] = [] if field.many else None
    for field in shape:
        if field.is_attribute and (value := element.get(field.key)) is not None:
            message[field.key] = _scalar(field.kind, value, element)
    pending = [field for field in shape if not field.is_attribute and not field.json_only]
    for child in element:
        if not isinstance(child.tag, str):
            continue
        expected = list(pending)
        while pending and not _accepts(pending[0], child):
            if _missing(pending[0], message):
                raise _unexpected(child, expected)
            pending.pop(0)
        if not pending:
            raise _unexpected(child, expected)
        _take(message, pending[0], child)
        if not pending[0].many or pending[0].wrapper:
            pending.pop(0)
    for index, field in enumerate(pending):
        if _missing(field, message):
            raise _incomplete(element, pending[index:])
    return message


def _missing(field: Field, message: Message) -> bool:
    return field.required and message[field.key] in (None, [])


def _tags(field: Field) -> list[str]:
    if field.wrapper:
        return [field.wrapper]
    return [shape.tag for shape in field.kind.shapes] if isinstance(field.kind, Choice) else [field.tag]


def _accepts(field: Field, child: etree._Element) -> bool:
    return any(child.tag == qualified(tag) for tag in _tags(field))


def _take(message: Message, field: Field, child: etree._Element) -> None:
    if field.wrapper:
        for inner in child:
            if isinstance(inner.tag, str):
                if inner.tag != qualified(field.tag):
                    raise _unexpected(inner, [Field(field.tag)])
                message[field.key].append(_value(field.kind, inner))
    elif isinstance(field.kind, Choice):
        shape = next(shape for shape in field.kind.shapes if child.tag == qualified(shape.tag))
        message[field.key].append({shape.name: _read(child, shape)})
    elif field.many:
        message[field.key].append(_value(field.kind, child))
    else:
        message[field.key] = _value(field.kind, child)


def _value(kind: Scalar | Annotated | Choice | Shape, element: etree._Element) -> Any:
    if isinstance(kind, Shape):
        return _read(element, kind)
    text = (element.text or "").strip()
    if isinstance(kind, Annotated):
        attribute = element.get(kind.attribute)
        return {
            "value": text,
            kind.attribute: attribute == "true" if kind.kind is Scalar.BOOLEAN else attribute,
        }
    return _scalar(kind, text, element)


def _scalar(kind: Any, text: str, element: etree._Element) -> Any:
    match kind:
        case Scalar.INTEGER:
            try:
                return int(text)
            except ValueError:
                raise _sax(
                    element, f"cvc-datatype-valid.1.2.1: '{text}' is not a valid value for 'integer'."
                ) from None
        case Scalar.BOOLEAN:
            return text in ("true", "1")
        case Scalar.VALUE:
            return {"value": text} if text else None
        case Scalar.YEAR | Scalar.TWO_DIGITS:
            return {"value": text.zfill(4 if kind is Scalar.YEAR else 2)} if text else None
        case Scalar.TIME:
            return {"value": _milliseconds(text)}
    return text


def _milliseconds(text: str) -> int | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)


def _unexpected(child: etree._Element, pending: list[Field]) -> ApiError:
    if not pending:
        return _sax(
            child,
            f"cvc-complex-type.2.4.d: Invalid content was found starting with element '{_name(child)}'. "
            "No child element is expected at this point.",
        )
    return _sax(
        child,
        f"cvc-complex-type.2.4.a: Invalid content was found starting with element '{_name(child)}'. "
        f"One of '{{{_expected(pending)}}}' is expected.",
    )


def _incomplete(element: etree._Element, pending: list[Field]) -> ApiError:
    return _sax(
        element,
        f"cvc-complex-type.2.4.b: The content of element '{_name(element)}' is not complete. "
        f"One of '{{{_expected(pending)}}}' is expected.",
    )


def _expected(pending: list[Field]) -> str:
    """Name what may come next: everything up to the first element that has to be there."""
    names = []
    for field in pending:
        for tag in _tags(field):
            prefix, _, name = tag.partition(":")
            names.append(f'"{NAMESPACES[prefix]}":{name}')
        if field.required:
            break
    return ", ".join(names)


def _sax(element: etree._Element, message: str) -> ApiError:
    return ApiError(9001, f"org.xml.sax.SAXParseException; lineNumber: {element.sourceline}; {message}")


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
