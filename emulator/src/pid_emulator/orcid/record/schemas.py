"""Checks messages with ORCID's own schemas, in the words of the validator that ORCID runs.

Each version of the API has its own; where the one asked for is not at hand, nothing is taken unchecked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast
from xml.parsers import expat

from pid_emulator.core.libraries import etree
from pid_emulator.core.schema_files import HOW_TO_GET, load_schema, schema_file
from pid_emulator.core.schema_types import types_of
from pid_emulator.core.xerces import element_at, in_xerces_words
from pid_emulator.orcid.record.shapes import Shape

# A namespace's file has its own name in the folder of the records, but for these.
_FILES = {
    "external-identifier": "record_{0}/person-external-identifier-{0}.xsd",
    "group-id": "group-id-{0}/group-id-{0}.xsd",
    "notification": "notification_{0}/notification-permission-{0}.xsd",
}
# Findings that the validator reports where an element begins; the others where it ends.
_AT_THE_START = (
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1",
    "SCHEMAV_CVC_COMPLEX_TYPE_4",
    "SCHEMAV_CVC_TYPE_3_1_1",
    "SCHEMAV_CVC_AU",
)


class SchemaMissing(LookupError):
    """A schema that a body has to be checked with is not at hand. Its text says which and what to do."""


@dataclass(frozen=True)
class Fault:
    """The first thing that breaks a schema.

    `element` counts the document's elements from 0; `at_start` tells whether its beginning is meant.
    """

    message: str
    element: int
    at_start: bool


def first_fault(root: etree._Element, shape: Shape, version: str) -> Fault | None:
    """Return the first fault of a message in XML by the schema of a version, e.g. "3.0"; None without any.

    Raises SchemaMissing.
    """
    prefix = shape.tag.partition(":")[0]
    name = "orcid/" + _FILES.get(prefix, f"record_{{0}}/{prefix}-{{0}}.xsd").format(version)
    schema, file = load_schema(name), schema_file(name)
    if schema is None or file is None:
        raise SchemaMissing(f"The emulator has no {name} to check this with: {HOW_TO_GET}.")
    # libxml2 does not collapse the white space around a date, as the schema language asks for.
    for leaf in root.iter(etree.Element):
        if len(leaf) == 0 and leaf.text and etree.QName(leaf).localname.endswith("-date"):
            leaf.text = leaf.text.strip()
    if schema.validate(root):
        return None
    found = next(iter(cast("Iterable[etree._LogEntry]", schema.error_log)))
    element = element_at(root, found.path)
    index = 0 if element is None else list(root.iter(etree.Element)).index(element)
    is_unexpected = found.type_name == "SCHEMAV_ELEMENT_CONTENT" and "Missing child" not in found.message
    is_value_of_attribute = "', attribute '" in found.message
    return Fault(
        next(in_xerces_words(found, root, types_of(file))),
        index,
        found.type_name in _AT_THE_START or is_unexpected or is_value_of_attribute,
    )


def place(body: bytes, fault: Fault) -> tuple[int, int]:
    """Return line and column, both from 1, behind the tag at which a fault is reported.

    They are 1 and 1 for an encoding or an entity that the parser for places does not know.
    """
    starts: list[int] = []
    ends: dict[int, int] = {}
    still_open: list[int] = []

    def start(_: str, __: object) -> None:
        still_open.append(len(starts))
        starts.append(parser.CurrentByteIndex)

    def end(_: str) -> None:
        ends[still_open.pop()] = parser.CurrentByteIndex

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, LookupError, ValueError):
        return 1, 1
    at = starts[fault.element] if fault.at_start else ends[fault.element]
    # Where an empty element ends, the parser stands behind its one tag already.
    behind = body.find(b">", at) + 1 if body.startswith(b"<", at) else at
    before = body[:behind].decode("utf-8", "replace")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
