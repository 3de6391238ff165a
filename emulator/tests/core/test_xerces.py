"""What libxml2 finds, in the words of Xerces: one document for each rule of XML Schema."""

from collections.abc import Iterable
from pathlib import Path
from typing import cast

import pytest
from lxml import etree

from pid_emulator.core.schema_types import types_of
from pid_emulator.core.xerces import in_xerces_words, shown
from support.small_schema import NAMESPACE, pot, written

# ruff: noqa: E501  (each message in one piece, so that a search finds it)
NAME = "<name>Jug</name>"
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
NS = f'"{NAMESPACE}"'


def value_of(element: str, value: str) -> str:
    return f"cvc-type.3.1.3: The value '{value}' of element '{element}' is not valid."


def attribute_of(attribute: str, value: str, type_name: str) -> str:
    return (
        f"cvc-attribute.3: The value '{value}' of attribute '{attribute}' on element 'pot' is not valid with "
        f"respect to its type, '{type_name}'."
    )


FAULTS: dict[str, tuple[etree._Element, list[str]]] = {
    "unknown root": (
        etree.fromstring("<cup/>"),
        ["cvc-elt.1.a: Cannot find the declaration of element 'cup'."],
    ),
    "unexpected element": (
        pot("<glaze>ash</glaze>"),
        [
            "cvc-complex-type.2.4.a: Invalid content was found starting with element 'glaze'. One of "
            f"'{{{NS}:name}}' is expected."
        ],
    ),
    "not complete": (
        pot(""),
        [
            "cvc-complex-type.2.4.b: The content of element 'pot' is not complete. One of "
            f"'{{{NS}:name}}' is expected."
        ],
    ),
    "nothing expected": (
        pot(f"{NAME}<lid>x</lid><lid>x</lid>"),
        [
            "cvc-complex-type.2.4.d: Invalid content was found starting with element 'lid'. No child "
            "element is expected at this point."
        ],
    ),
    "text between elements": (
        pot(f"{NAME}chipped"),
        [
            "cvc-complex-type.2.3: Element 'pot' cannot have character [children], because the type's "
            "content type is element-only."
        ],
    ),
    "content of an empty element": (
        pot(f"{NAME}<cracked>x</cracked>"),
        [
            "cvc-complex-type.2.1: Element 'cracked' must have no character or element information item "
            "[children], because the type's content type is empty."
        ],
    ),
    "element in a text with attributes": (
        pot(f'{NAME}<fired cone="1">3<a/></fired>'),
        [
            "cvc-complex-type.2.2: Element 'fired' must have no element [children], and the value must be valid."
        ],
    ),
    "element in a text": (
        pot("<name>Jug<b/></name>"),
        [
            "cvc-type.3.1.2: Element 'name' is a simple type, so it must have no element information item "
            "[children]."
        ],
    ),
    "attribute on a text": (
        pot('<name lang="en">Jug</name>'),
        [
            "cvc-type.3.1.1: Element 'name' is a simple type, so it cannot have attributes, excepting those "
            "whose namespace name is identical to 'http://www.w3.org/2001/XMLSchema-instance' and whose "
            "[local name] is one of 'type', 'nil', 'schemaLocation' or 'noNamespaceSchemaLocation'. "
            "However, the attribute, 'lang' was found."
        ],
    ),
    "attribute missing": (
        pot(f"{NAME}<fired>3</fired>"),
        ["cvc-complex-type.4: Attribute 'cone' must appear on element 'fired'."],
    ),
    "attribute not allowed": (
        pot(attributes='colour="red"'),
        ["cvc-complex-type.3.2.2: Attribute 'colour' is not allowed to appear in element 'pot'."],
    ),
    "attribute not the fixed one": (
        pot(attributes='form="2"'),
        [
            "cvc-attribute.4: The value '2' of attribute 'form' on element 'pot' is not valid with respect "
            "to its fixed '{value constraint}'. The attribute must have a value of '1'."
        ],
    ),
    "attribute of the wrong kind": (
        pot(attributes='number="x"'),
        [
            "cvc-datatype-valid.1.2.1: 'x' is not a valid value for 'integer'.",
            attribute_of("number", "x", "positiveInteger"),
        ],
    ),
    "attribute not in its list": (
        pot(attributes='shape="flat"'),
        [
            "cvc-enumeration-valid: Value 'flat' is not facet-valid with respect to enumeration '[round]'. It "
            "must be a value from the enumeration.",
            attribute_of("shape", "flat", "shape"),
        ],
    ),
    "not nillable": (
        pot(f'<name {XSI} xsi:nil="true">Jug</name>'),
        [
            "cvc-elt.3.1: Attribute 'http://www.w3.org/2001/XMLSchema-instance,nil' must not appear on "
            "element 'name', because the {nillable} property of 'name' is false."
        ],
    ),
    "unknown xsi:type": (
        pot(f'<name {XSI} xsi:type="bowl">Jug</name>'),
        ["cvc-elt.4.2: Cannot resolve 'bowl' to a type definition for element 'name'."],
    ),
    "another xsi:type": (
        pot(f'<name {XSI} xsi:type="glaze">ash</name>'),
        [
            "cvc-elt.4.3: Type 'glaze' is not validly derived from the type definition, 'short', of element "
            "'name'."
        ],
    ),
    "element not the fixed one": (
        pot(f"{NAME}<kiln>gas</kiln>"),
        [
            "cvc-elt.5.2.2.2.2: The value 'gas' of element 'kiln' does not match the {value constraint} "
            "value 'wood'."
        ],
    ),
    "pattern": (
        pot("<name> </name>"),
        [
            "cvc-pattern-valid: Value ' ' is not facet-valid with respect to pattern '.*\\S.*' for type "
            "'short'.",
            value_of("name", " "),
        ],
    ),
    "maxLength": (
        pot("<name>Pitcher</name>"),
        [
            "cvc-maxLength-valid: Value 'Pitcher' with length = '7' is not facet-valid with respect to "
            "maxLength '5' for type 'short'.",
            value_of("name", "Pitcher"),
        ],
    ),
    "minLength": (
        pot(f"{NAME}<note>a</note>"),
        [
            "cvc-minLength-valid: Value 'a' with length = '1' is not facet-valid with respect to minLength "
            "'2' for type '#AnonType_noteitem'.",
            value_of("note", "a"),
        ],
    ),
    "length": (
        pot(f"{NAME}<code>ab</code>"),
        [
            "cvc-length-valid: Value 'ab' with length = '2' is not facet-valid with respect to length '3' "
            "for type '#AnonType_codeitem'.",
            value_of("code", "ab"),
        ],
    ),
    "minInclusive": (
        pot(f'{NAME}<fired cone="1">00</fired>'),
        [
            "cvc-minInclusive-valid: Value '00' is not facet-valid with respect to minInclusive '1' for type "
            "'month'.",
            "cvc-complex-type.2.2: Element 'fired' must have no element [children], and the value must be "
            "valid.",
        ],
    ),
    "maxInclusive of an attribute": (
        pot(f'{NAME}<fired cone="13">3</fired>'),
        [
            "cvc-maxInclusive-valid: Value '13' is not facet-valid with respect to maxInclusive '12' for type "
            "'month'.",
            "cvc-attribute.3: The value '13' of attribute 'cone' on element 'fired' is not valid with respect "
            "to its type, 'month'.",
        ],
    ),
    "minExclusive": (
        pot(f"{NAME}<heat>0</heat>"),
        [
            "cvc-minExclusive-valid: Value '0' is not facet-valid with respect to minExclusive '0' for type "
            "'#AnonType_heatitem'.",
            value_of("heat", "0"),
        ],
    ),
    "maxExclusive": (
        pot(f"{NAME}<heat>9</heat>"),
        [
            "cvc-maxExclusive-valid: Value '9' is not facet-valid with respect to maxExclusive '9' for type "
            "'#AnonType_heatitem'.",
            value_of("heat", "9"),
        ],
    ),
    "totalDigits": (
        pot(f"{NAME}<price>12345</price>"),
        [
            "cvc-totalDigits-valid: Value '12345' has 5 total digits, but the number of total digits has been "
            "limited to 4.",
            value_of("price", "12345"),
        ],
    ),
    "fractionDigits": (
        pot(f"{NAME}<price>1.125</price>"),
        [
            "cvc-fractionDigits-valid: Value '1.125' has 3 fraction digits, but the number of fraction digits "
            "has been limited to 2.",
            value_of("price", "1.125"),
        ],
    ),
    "enumeration": (
        pot(f"{NAME}<glaze>tin</glaze>"),
        [
            "cvc-enumeration-valid: Value 'tin' is not facet-valid with respect to enumeration '[ash, salt]'. "
            "It must be a value from the enumeration.",
            value_of("glaze", "tin"),
        ],
    ),
    "datatype": (
        pot(f"{NAME}<made>soon</made>"),
        ["cvc-datatype-valid.1.2.1: 'soon' is not a valid value for 'date'.", value_of("made", "soon")],
    ),
    "union": (
        pot(f"{NAME}<mark>tin</mark>"),
        [
            "cvc-datatype-valid.1.2.3: 'tin' is not a valid value of union type 'month-or-glaze'.",
            value_of("mark", "tin"),
        ],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_the_words_of_xerces(name: str, tmp_path: Path) -> None:
    root, expected = FAULTS[name]
    file = written(tmp_path)
    schema = etree.XMLSchema(etree.parse(str(file)))
    assert not schema.validate(root)
    log = cast("Iterable[etree._LogEntry]", schema.error_log)
    assert [line for fault in log for line in in_xerces_words(fault, root, types_of(file))] == expected


def test_an_element_is_named_as_the_document_writes_it() -> None:
    assert shown(etree.fromstring('<p:pot xmlns:p="urn:example:pots"/>')) == "p:pot"
    assert shown(pot()) == "pot"
