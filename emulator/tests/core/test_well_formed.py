"""What Xerces says of a text that is no well-formed XML: another thing for each fault."""

# ruff: noqa: E501  (each message in one piece, so that a search finds it)

import pytest

from pid_emulator.core.libraries import etree
from pid_emulator.core.well_formed import syntax_fault

CUT_OFF = "XML document structures must start and end within the same entity."
BAD_MARKUP = "The content of elements must consist of well-formed character data or markup."


def told(content: str | bytes) -> str:
    """Return the place and the message."""
    sent = content.encode() if isinstance(content, str) else content
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(sent, parser)
    line, column, message = syntax_fault(sent, [*parser.error_log])
    return f"{line}:{column}: {message}"


def reason(content: str | bytes) -> str:
    return told(content).partition(": ")[2]


@pytest.mark.parametrize(
    ("content", "place"),
    [("words", "1:1"), ("<a>\n <b>\n</a>", "3:5"), ("<a>\n1 & 2</a>", "2:4"), (b"<a>\nna\xefve</a>", "2:3")],
)
def test_the_place_is_line_and_column(content: str | bytes, place: str) -> None:
    assert told(content).startswith(f"{place}: ")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "Premature end of file."),
        (" \n ", "Premature end of file."),
        ('<?xml version="1.0"?>\n<!-- nothing -->', "Premature end of file."),
        ("words <a/>", "Content is not allowed in prolog."),
        ('<?xml version="1.0"?>words<a/>', "Content is not allowed in prolog."),
        ("&amp;<a/>", "Reference is not allowed in prolog."),
        ("</a>", "The markup in the document preceding the root element must be well-formed."),
        ("<a/><b/>", "The markup in the document following the root element must be well-formed."),
        ("<a></a></b>", "The markup in the document following the root element must be well-formed."),
        ("<a/>words", "Content is not allowed in trailing section."),
    ],
)
def test_around_the_root_element(content: str, message: str) -> None:
    assert reason(content) == message


@pytest.mark.parametrize(
    "content",
    [
        "<a><b>",
        "<a><b>words",
        "<a><b",
        '<a b="c',
        "<a><b></b",
        "<a><b/>",
        "<a><!-- b",
        "<a><![CDATA[b",
        "<a><?b",
    ],
)
def test_a_text_that_is_cut_off(content: str) -> None:
    assert reason(content) == CUT_OFF


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<a>?b=1&c=2</a>", "The reference to entity \"c\" must end with the ';' delimiter."),
        ('<a b="?b=1&c=2"/>', "The reference to entity \"c\" must end with the ';' delimiter."),
        ("<a>b & c</a>", "The entity name must immediately follow the '&' in the entity reference."),
        ("<a>&nbsp;</a>", 'The entity "nbsp" was referenced, but not declared.'),
        ("<a>&#x1F;</a>", 'Character reference "&#x1F" is an invalid XML character.'),
        ("<a>&#11;</a>", 'Character reference "&#11" is an invalid XML character.'),
        ("<a>&#65 </a>", "The character reference must end with the ';' delimiter."),
        ("<a>&#;</a>", 'A decimal representation must immediately follow the "&#" in a character reference.'),
        ("<a>&#xyz;</a>", 'A hexadecimal representation must immediately follow the "&#x" in a character reference.'),
    ],
)  # fmt: skip
def test_references(content: str, message: str) -> None:
    assert reason(content) == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Étude".encode("latin-1"), "Invalid byte 2 of 2-byte UTF-8 sequence."),
        ("naïve".encode("latin-1"), "Invalid byte 2 of 3-byte UTF-8 sequence."),
        ("€ 5".encode("cp1252"), "Invalid byte 1 of 1-byte UTF-8 sequence."),
        (b"\xe2\x82", "Invalid byte 3 of 3-byte UTF-8 sequence."),
        (b"\xc0\xaf", "Invalid byte 1 of 1-byte UTF-8 sequence."),
        (b"\xf0\x9f\x98", "Invalid byte 4 of 4-byte UTF-8 sequence."),
    ],
)
def test_bytes_that_are_no_utf_8(content: bytes, message: str) -> None:
    assert reason(b'<?xml version="1.0" encoding="UTF-8"?><a>' + content + b"</a>") == message


def test_a_character_that_ends_too_early() -> None:
    assert reason(b"<a>\xe2\x82") == "Expected byte 3 of 3-byte UTF-8 sequence."


def test_another_encoding_is_no_fault_where_it_is_declared() -> None:
    content = '<?xml version="1.0" encoding="ISO-8859-1"?><a>Étude</a>'.encode("latin-1")
    assert etree.fromstring(content).text == "Étude"


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ("<a>\x02</a>", "2", "the element content of the document"),
        ("<a>\x0b</a>", "b", "the element content of the document"),
        ("<a>\ufffe</a>", "fffe", "the element content of the document"),
        ("<a><![CDATA[\x02]]></a>", "2", "the CDATA section"),
        ("<a><!-- \x02 --></a>", "2", "the comment"),
        ('<a b="\x02"/>', "2", 'the value of attribute "b" and element is "a"'),
    ],
)
def test_characters_that_xml_does_not_have(content: str, code: str, place: str) -> None:
    assert reason(content) == f"An invalid XML character (Unicode: 0x{code}) was found in {place}."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('<a b="1" b="2"/>', 'Attribute "b" was already specified for element "a".'),
        ('<a xmlns:p="u:x" xmlns:q="u:x" p:b="1" q:b="2"/>', 'Attribute "b" bound to namespace "u:x" was already specified for element "a".'),
        ('<a b="1<2"/>', "The value of attribute \"b\" associated with an element type \"a\" must not contain the '<' character."),
        ("<a b=1/>", 'Open quote is expected for attribute "b" associated with an  element type  "a".'),
        ("<a b=“1”/>", 'Open quote is expected for attribute "b" associated with an  element type  "a".'),
        ("<a b/>", "Attribute name \"b\" associated with an element type \"a\" must be followed by the ' = ' character."),
        ('<a b="1"c="2"/>', 'Element type "a" must be followed by either attribute specifications, ">" or "/>".'),
        ('<a b="1" / >', 'Element type "a" must be followed by either attribute specifications, ">" or "/>".'),
        ('<a p:b="1"/>', 'The prefix "p" for attribute "p:b" associated with an element type "a" is not bound.'),
        ("<a><p:b/></a>", 'The prefix "p" for element "p:b" is not bound.'),
        ('<a xmlns:p=""/>', 'The value of the attribute "xmlns:p" is invalid. Prefixed namespace bindings may not be empty.'),
    ],
)  # fmt: skip
def test_attributes_and_names(content: str, message: str) -> None:
    assert reason(content) == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<a><b></a>", 'The element type "b" must be terminated by the matching end-tag "</b>".'),
        ("<a><b></ b></a>", 'The element type "b" must be terminated by the matching end-tag "</b>".'),
        ("<a><b></bc></a>", "The end-tag for element type \"b\" must end with a '>' delimiter."),
        ('<a><b></b c="1"></a>', "The end-tag for element type \"b\" must end with a '>' delimiter."),
        ("<a>1 < 2</a>", BAD_MARKUP),
        ("<a>< b></b></a>", BAD_MARKUP),
        ("<a><1/></a>", BAD_MARKUP),
        ("<a>]]></a>", 'The character sequence "]]>" must not appear in content unless used to mark the end of a CDATA section.'),
        ("<a><!-- b -- c --></a>", 'The string "--" is not permitted within comments.'),
    ],
)  # fmt: skip
def test_elements_and_what_they_hold(content: str, message: str) -> None:
    assert reason(content) == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (' <?xml version="1.0"?><a/>', 'The processing instruction target matching "[xX][mM][lL]" is not allowed.'),
        ('<?xml version="1.0"><a/>', 'The XML declaration must end with "?>".'),
        ('<?xml encoding="UTF-8"?><a/>', "The version is required in the XML declaration."),
        ('<?xml version="2.0"?><a/>', 'XML version "2.0" is not supported, only XML 1.0 is supported.'),
        ('<?xml version="1.0" encoding="UTF-99"?><a/>', 'Invalid encoding name "UTF-99".'),
        ('<?xml version="1.0" standalone="maybe"?><a/>', 'The standalone document declaration value must be "yes" or "no", not "maybe".'),
    ],
)  # fmt: skip
def test_the_xml_declaration(content: str, message: str) -> None:
    assert reason(content) == message


def test_utf_16_is_read_as_such() -> None:
    assert reason("<a b=1/>".encode("utf-16")).startswith('Open quote is expected for attribute "b"')


def test_the_element_that_is_open_is_told_with_its_prefix() -> None:
    spaces = 'xmlns:w="urn:w" xmlns:c="urn:c"'
    before = f'<w:work {spaces}><!-- <c:a> --><c:b x=">"/><w:title><c:title y="1">A'
    missing = 'The element type "c:title" must be terminated by the matching end-tag "</c:title>".'
    assert reason(f"{before}</w:title></w:work>") == missing
    assert reason(f"{before}</c:titles></w:work>").startswith('The end-tag for element type "c:title"')
