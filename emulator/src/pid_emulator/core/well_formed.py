"""Says why a text is no well-formed XML in the words of Apache Xerces, which Crossref and ORCID run.

libxml2 finds the place. Xerces' message (its `XMLMessages.properties`) follows from what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from pid_emulator.core.libraries import etree

# ruff: noqa: E501  (each message in one piece, so that a search finds it)
_CUT_OFF = "XML document structures must start and end within the same entity."
_BAD_MARKUP = "The content of elements must consist of well-formed character data or markup."
_BAD_MARKUP_BEFORE = "The markup in the document preceding the root element must be well-formed."
_BAD_MARKUP_BEHIND = "The markup in the document following the root element must be well-formed."
_TAG_GOES_ON = 'Element type "{element}" must be followed by either attribute specifications, ">" or "/>".'
_END_TAG_GOES_ON = "The end-tag for element type \"{element}\" must end with a '>' delimiter."
_END_TAG_MISSING = 'The element type "{element}" must be terminated by the matching end-tag "</{element}>".'
_PLAIN = {
    "ERR_RESERVED_XML_NAME": 'The processing instruction target matching "[xX][mM][lL]" is not allowed.',
    "ERR_MISPLACED_CDATA_END": 'The character sequence "]]>" must not appear in content unless used to mark the end of a CDATA section.',
    "ERR_HYPHEN_IN_COMMENT": 'The string "--" is not permitted within comments.',
    "ERR_VERSION_MISSING": "The version is required in the XML declaration.",
    "ERR_LT_IN_ATTRIBUTE": 'The value of attribute "{attribute}" associated with an element type "{element}" must not contain the \'<\' character.',
    "ERR_ATTRIBUTE_NOT_STARTED": 'Open quote is expected for attribute "{attribute}" associated with an  element type  "{element}".',
    "ERR_ATTRIBUTE_WITHOUT_VALUE": 'Attribute name "{attribute}" associated with an element type "{element}" must be followed by the \' = \' character.',
}
# What libxml2 quotes in its message goes into that of Xerces.
_QUOTING = {
    "ERR_UNDECLARED_ENTITY": (
        r"Entity '(.+)' not defined",
        'The entity "{0}" was referenced, but not declared.',
    ),
    "ERR_ATTRIBUTE_REDEFINED": (
        r"Attribute (.+) redefined",
        'Attribute "{0}" was already specified for element "{element}".',
    ),
    "NS_ERR_ATTRIBUTE_REDEFINED": (
        r"Namespaced Attribute (.+) in '(.+)' redefined",
        'Attribute "{0}" bound to namespace "{1}" was already specified for element "{element}".',
    ),
    "NS_ERR_XML_NAMESPACE": (
        r"(xmlns:.+): Empty XML namespace is not allowed",
        'The value of the attribute "{0}" is invalid. Prefixed namespace bindings may not be empty.',
    ),
    "ERR_UNSUPPORTED_ENCODING": (r"Unsupported encoding: (.+)", 'Invalid encoding name "{0}".'),
    "ERR_UNKNOWN_VERSION": (
        r"Unsupported version '(.+)'",
        'XML version "{0}" is not supported, only XML 1.0 is supported.',
    ),
}
_INVALID_CHARACTER = "An invalid XML character (Unicode: 0x{code:x}) was found in {place}."
_NO_CHARACTER = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    r"|<(?P<end>/?)(?P<name>[^\s/>!?<]+)(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(?P<empty>/?)>",
    re.DOTALL,
)
_UTF_16 = (b"\xfe\xff", b"\xff\xfe")
_ENCODING = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")


def syntax_fault(content: bytes, log: Sequence[etree._LogEntry]) -> tuple[int, int, str]:
    """Return line, column and Xerces' message for a text that libxml2 could not parse; `log` is what it said."""
    wrong_byte = _wrong_byte(content)
    if wrong_byte is not None:
        return wrong_byte
    text = _decoded(content)
    if not text.strip() or not log:
        return 1, 1, "Premature end of file."
    line, column = log[0].line, log[0].column
    return line, column, _message(_Place(text, line, column), log)


@dataclass(frozen=True)
class _Place:
    """A text, and where in it the parser stopped: a line and a column, both from 1."""

    text: str
    line: int
    column: int

    @property
    def before(self) -> str:
        lines = self.text.split("\n")
        return "\n".join([*lines[: self.line - 1], lines[self.line - 1][: self.column - 1]])

    @property
    def behind(self) -> str:
        return self.text[len(self.before) :]

    @property
    def tag(self) -> str:
        """The last tag that begins before the place, up to it."""
        return self.before[self.before.rfind("<") :]

    @property
    def element(self) -> str:
        found = re.match(r"</?([^\s/>=]+)", self.tag)
        return found[1] if found else ""

    @property
    def attribute(self) -> str:
        """The attribute whose name or value the place is in."""
        names = re.findall(r"\s([^\s=<>\"'/]+)", re.sub(r"\"[^\"]*\"|'[^']*'", "", self.tag))
        return str(names[-1]) if names else ""

    @property
    def is_in_root(self) -> bool:
        return re.search(r"<[^\W\d]", self.before) is not None


def _message(place: _Place, log: Sequence[etree._LogEntry]) -> str:
    fault, said = log[0].type_name, log[0].message
    names = {"element": place.element, "attribute": place.attribute}
    if fault == "ERR_DOCUMENT_EMPTY":
        return _nothing_begins(place)
    if "CHARREF" in fault or said.startswith("xmlParseCharRef"):
        return _character_reference(place)
    if (invalid := _NO_CHARACTER.match(place.behind)) or fault == "ERR_INVALID_CHAR":
        value = re.search(r"value (\d+)", " ".join(entry.message for entry in log))
        code = ord(invalid[0]) if invalid else int(value[1]) if value else 0
        return _INVALID_CHARACTER.format(code=code, place=_kind_of_place(place))
    if fault == "ERR_DOCUMENT_END":
        return _behind_root(place.behind.lstrip())
    if fault == "ERR_ENTITYREF_SEMICOL_MISSING":
        name = place.before.rpartition("&")[2]
        return f"The reference to entity \"{name}\" must end with the ';' delimiter."
    if said.startswith("xmlParseEntityRef"):
        return "The entity name must immediately follow the '&' in the entity reference."
    mismatch = re.search(r"tag mismatch: (\S+) line \d+ and (\S+)", "\n".join(e.message for e in log[:2]))
    if mismatch and fault in ("ERR_TAG_NAME_MISMATCH", "ERR_GT_REQUIRED"):
        # libxml2 leaves the prefixes out.
        opened = _last_open(place.before[: place.before.rfind("</")]) or mismatch[1]
        closed = place.element if place.tag.startswith("</") else mismatch[2]
        message = _END_TAG_GOES_ON if closed.startswith(opened) else _END_TAG_MISSING
        return message.format(element=opened)
    if unbound := re.match(r"Namespace prefix (\S+) (?:for (\S+) )?on (\S+) is not defined", said):
        return _unbound_prefix(unbound[1], unbound[2], unbound[3], place.element)
    if fault in _QUOTING:
        pattern, template = _QUOTING[fault]
        quoted = re.match(pattern, said)
        return template.format(*(quoted.groups() if quoted else ("", "")), **names)
    if place.text.lstrip().startswith("<?xml") and "?>" not in place.before:
        return _declaration(place) or _PLAIN.get(fault, 'The XML declaration must end with "?>".')
    if not place.behind.strip():
        return _CUT_OFF
    if fault in _PLAIN:
        return _PLAIN[fault].format(**names)
    if said.startswith("StartTag"):
        return _BAD_MARKUP if place.is_in_root else _BAD_MARKUP_BEFORE
    if fault in ("ERR_NAME_REQUIRED", "ERR_GT_REQUIRED", "ERR_SPACE_REQUIRED"):
        is_end = place.tag.startswith("</")
        return (_END_TAG_GOES_ON if is_end else _TAG_GOES_ON).format(**names)
    return _CUT_OFF


def _last_open(text: str) -> str:
    """Return the name of the last element of a text that is still open, as it is written."""
    names: list[str] = []
    for found in _TAG.finditer(text):
        if found["name"] and found["end"]:
            del names[-1:]
        elif found["name"] and not found["empty"]:
            names.append(found["name"])
    return names[-1] if names else ""


def _nothing_begins(place: _Place) -> str:
    """Say what stands where the root element should begin: nothing, a reference, or text."""
    start = re.sub(r"\A(?:\s|<\?.*?\?>|<!--.*?-->)+", "", place.text, flags=re.DOTALL)
    if not start:
        return "Premature end of file."
    return f"{'Reference' if start.startswith('&') else 'Content'} is not allowed in prolog."


def _behind_root(rest: str) -> str:
    if rest.startswith("<"):
        return _BAD_MARKUP_BEHIND
    return f"{'Reference' if rest.startswith('&') else 'Content'} is not allowed in trailing section."


def _kind_of_place(place: _Place) -> str:
    before = place.before
    if before.rfind("<![CDATA[") > before.rfind("]]>"):
        return "the CDATA section"
    if before.rfind("<!--") > before.rfind("-->"):
        return "the comment"
    if before.rfind("<") > before.rfind(">"):
        return f'the value of attribute "{place.attribute}" and element is "{place.element}"'
    return "the element content of the document"


def _character_reference(place: _Place) -> str:
    start = place.text[place.text.rfind("&#", 0, len(place.before) + 2) :]
    found = re.match(r"&#(x?)([0-9A-Fa-f]*)(;?)" if start.startswith("&#x") else r"&#(x?)([0-9]*)(;?)", start)
    hexadecimal, digits, end = found.groups() if found else ("", "", "")
    if not digits:
        kind, mark = ("hexadecimal", "&#x") if hexadecimal else ("decimal", "&#")
        return f'A {kind} representation must immediately follow the "{mark}" in a character reference.'
    if not end:
        return "The character reference must end with the ';' delimiter."
    return f'Character reference "&#{hexadecimal}{digits}" is an invalid XML character.'


def _unbound_prefix(prefix: str, attribute: str | None, name: str, element: str) -> str:
    if attribute is None:
        return f'The prefix "{prefix}" for element "{prefix}:{name}" is not bound.'
    shown = element or name
    return f'The prefix "{prefix}" for attribute "{prefix}:{attribute}" associated with an element type "{shown}" is not bound.'


def _declaration(place: _Place) -> str | None:
    standalone = re.search(r"""standalone\s*=\s*["']([^"']*)["']""", place.text.partition(">")[0])
    if standalone and standalone[1] not in ("yes", "no"):
        return f'The standalone document declaration value must be "yes" or "no", not "{standalone[1]}".'
    return None


def _decoded(content: bytes) -> str:
    declared = _ENCODING.match(content)
    names = ("utf-16",) if content.startswith(_UTF_16) else (declared[1].decode(),) if declared else ()
    for name in names:
        with suppress(LookupError, UnicodeDecodeError):
            return content.decode(name).removeprefix("\ufeff")
    return content.decode("utf-8", "replace").removeprefix("\ufeff")


def _wrong_byte(content: bytes) -> tuple[int, int, str] | None:
    """Return the place and the fault of the first byte that is no UTF-8, None where another encoding is declared."""
    declared = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    is_utf_8 = declared is None or declared[1].lower() in (b"utf-8", b"utf8")
    if not is_utf_8 or content.startswith(_UTF_16):
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        length = _sequence_length(content[error.start])
        number = 1 if length == 1 else error.end - error.start + 1
        expected = error.reason == "unexpected end of data"
        told = "Expected" if expected else "Invalid"
        return line, column, f"{told} byte {number} of {length}-byte UTF-8 sequence."
    return None


def _sequence_length(first: int) -> int:
    """Return how many bytes the first one of a character announces; 1 where it may not be the first."""
    return next(
        (n for low, high, n in ((0xC2, 0xDF, 2), (0xE0, 0xEF, 3), (0xF0, 0xF7, 4)) if low <= first <= high), 1
    )
