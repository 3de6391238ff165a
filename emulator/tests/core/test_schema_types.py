"""The types that a schema gives to elements and attributes."""

from pathlib import Path

import pytest

from pid_emulator.core.schema_types import SchemaTypes, types_of
from support.small_schema import pot, written

CONTENT = '<name>Jug</name><fired cone="1">3</fired><code>abc</code><price>1</price><made/><lid/>'


@pytest.mark.parametrize(
    ("element", "type_name", "built_in", "is_complex"),
    [
        ("name", "short", "string", False),
        ("fired", "month", "integer", True),
        ("code", "#AnonType_codeitem", "string", False),
        ("price", "#AnonType_priceitem", "decimal", False),
        ("made", "date", "date", False),
        ("lid", "text", "string", False),
    ],
)
def test_the_type_of_an_elements_text(
    tmp_path: Path, element: str, type_name: str, built_in: str, is_complex: bool
) -> None:
    types = SchemaTypes(written(tmp_path))
    found = next(each for each in pot(CONTENT) if str(each.tag).endswith(f"}}{element}"))
    assert types.of_text(found) == type_name
    assert types.built_in(found) == built_in
    assert types.is_complex(found) is is_complex


def test_the_type_of_an_attribute(tmp_path: Path) -> None:
    types = types_of(written(tmp_path))
    root = pot(CONTENT, 'number="1" shape="round"')
    assert types.of_attribute(root, "number") == "positiveInteger"
    assert types.built_in(root, "number") == "integer"
    assert types.of_attribute(root, "shape") == "#AnonType_shapepot"
    assert types.of_attribute(root[1], "cone") == "month"
    assert types.of_attribute(root, "colour") is None


def test_what_the_schema_does_not_declare_has_no_type(tmp_path: Path) -> None:
    types = SchemaTypes(written(tmp_path))
    stranger = pot("<saucer/>")[0]
    assert types.of_text(stranger) is None
    assert types.is_complex(stranger) is False
    assert types.of_text(pot()) is None


def test_types_of_imported_files_are_known(tmp_path: Path) -> None:
    written(tmp_path)
    shelf = tmp_path / "shelf.xsd"
    shelf.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:pots="urn:example:pots">'
        '<xs:import namespace="urn:example:pots" schemaLocation="pots.xsd"/>'
        '<xs:element name="shelf"><xs:complexType><xs:sequence><xs:element ref="pots:pot"/>'
        "</xs:sequence></xs:complexType></xs:element></xs:schema>",
        encoding="utf-8",
    )
    root = pot().makeelement("shelf")
    root.append(pot())
    assert SchemaTypes(shelf).of_text(root[0][0]) == "short"
