"""ORCID's own schemas: one value inside and one outside of each of their limits, and where a fault stands."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pid_emulator.core.schema_files import load_schema, schema_file
from pid_emulator.core.schema_types import types_of
from pid_emulator.orcid.record.groups import GROUP
from pid_emulator.orcid.record.json_messages import read_json
from pid_emulator.orcid.record.kinds import KINDS
from pid_emulator.orcid.record.notifications import NOTIFICATION
from pid_emulator.orcid.record.schemas import Fault, SchemaMissing, first_fault, place
from pid_emulator.orcid.record.shapes import Shape
from pid_emulator.orcid.record.xml_messages import qualified, to_element
from support import orcid_notifications
from support.orcid_items import BODIES

SCHEMA = "orcid/record_3.0/work-3.0.xsd"
needs_schemas = pytest.mark.skipif(
    schema_file(SCHEMA) is None, reason=f"{SCHEMA} is not at hand: run `pidguide schemas`"
)
_XSD = "{http://www.w3.org/2001/XMLSchema}"
_DATE = {"year": {"value": "2024"}, "month": {"value": "05"}, "day": {"value": "06"}}
_TITLE = {
    "title": {"value": "Pots"},
    "subtitle": {"value": "And pans"},
    "translated-title": {"value": "Vases", "language-code": "fr"},
}
_CONTRIBUTOR = {
    "contributor-orcid": {"uri": "https://orcid.org/0000-0002-1825-0097", "path": "0000-0002-1825-0097"},
    "credit-name": {"value": "J. Carberry"},
    "contributor-email": {"value": "carberry@example.org"},
    "contributor-attributes": {"contributor-sequence": "first", "contributor-role": "author"},
}
# What makes the smallest items whole, so that every limit of the schemas has its member.
WHOLE = {
    "work": {
        "title": _TITLE,
        "journal-title": {"value": "Pots Quarterly"},
        "short-description": "About pots",
        "citation": {"citation-type": "bibtex", "citation-value": "x"},
        "publication-date": _DATE,
        "url": {"value": "https://pots.example.org/"},
        "contributors": {"contributor": [_CONTRIBUTOR]},
        "language-code": "en",
        "country": {"value": "US"},
        "visibility": "public",
    },
    "employment": {"department-name": "Ceramics", "end-date": _DATE, "visibility": "limited"},
    "funding": {
        "organization-defined-type": {"value": "Prize"},
        "short-description": "For pots",
        "amount": {"value": "5", "currency-code": "EUR"},
        "start-date": _DATE,
    },
    "peer-review": {
        "review-completion-date": _DATE,
        "subject-container-name": {"value": "Pots Quarterly"},
        "subject-type": "journal-article",
        "subject-name": _TITLE,
    },
}


@dataclass(frozen=True)
class Limit:
    """One facet that the text of one element of a message has to keep."""

    kind: str
    element: int
    facet: str
    value: str

    def __repr__(self) -> str:
        return f"{self.kind}, element {self.element}: {self.facet} {self.value}"


@cache
def message(kind: str) -> etree._Element:
    """Return a whole message of a kind as XML."""
    shape, body = shape_and_body(kind)
    return to_element(shape, read_json(shape, json.dumps(body)))


def shape_and_body(kind: str) -> tuple[Shape, dict[str, object]]:
    if kind == "notification":
        return NOTIFICATION, orcid_notifications.NOTIFICATION
    if kind == "group":
        group = {"name": "Pots", "group-id": "issn:0264-3561", "description": "On pots", "type": "journal"}
        return GROUP, group
    return KINDS[kind].item, {**BODIES[kind], **WHOLE.get(kind, {})}


def schema_of(shape: Shape) -> str:
    prefix = shape.tag.partition(":")[0]
    return {
        "group-id": "orcid/group-id-3.0/group-id-3.0.xsd",
        "notification": "orcid/notification_3.0/notification-permission-3.0.xsd",
        "external-identifier": "orcid/record_3.0/person-external-identifier-3.0.xsd",
    }.get(prefix, f"orcid/record_3.0/{prefix}-3.0.xsd")


@cache
def limits() -> list[Limit]:
    """Return every facet that the schemas give to a text in the messages."""
    if schema_file(SCHEMA) is None:
        return []
    found = []
    for kind in (*BODIES, "notification", "group"):
        file = schema_file(schema_of(shape_and_body(kind)[0]))
        assert file is not None
        types = types_of(file)
        for index, element in enumerate(message(kind).iter(etree.Element)):
            name = types.of_text(element)
            if len(element) == 0 and name and not name.startswith("#"):
                found += [Limit(kind, index, *facet) for facet in facets_of(file, name)]
    return found


def facets_of(file: Path, name: str) -> Iterator[tuple[str, str]]:
    """Yield the limits that a named simple type of ORCID's, and those that it restricts, put on a value."""
    definition = simple_types(file).get(name)
    restriction = None if definition is None else definition.find(f"{_XSD}restriction")
    if restriction is None:
        return
    for facet in restriction:
        yield str(etree.QName(facet).localname), facet.get("value", "")
    yield from facets_of(file, restriction.get("base", "").rpartition(":")[2])


@cache
def simple_types(file: Path) -> dict[str, etree._Element]:
    """Return the named simple types of a schema file and of the common one that it imports."""
    root = etree.parse(str(file)).getroot()
    imported = [each.get("schemaLocation", "") for each in root.findall(f"{_XSD}import")]
    common = [etree.parse(str(file.parent / each)).getroot() for each in imported if "common" in each]
    return {
        str(each.get("name")): each
        for schema in (*common, root)
        for each in schema.iter(f"{_XSD}simpleType")
        if each.get("name")
    }


def outside(limit: Limit, text: str) -> str | None:
    """Return a value that breaks a limit, made longer by `text` where that does not matter."""
    match limit.facet:
        case "maxLength":
            return ("x" * (int(limit.value) + 1)) + text
        case "minInclusive":
            return str(int(limit.value) - 1 - len(text))
        case "maxInclusive":
            return str(int(limit.value) + 1 + len(text))
        case "enumeration":
            return f"no-such-{text}"
        case "pattern":
            return "" if "[\\s\\S]*" in limit.value else f"|{text}|"
    return None


@needs_schemas
@given(st.data())
def test_a_value_outside_of_a_limit_is_named_with_the_rule(data: st.DataObject) -> None:
    limit = data.draw(st.sampled_from(limits()))
    text = data.draw(st.text("abc", max_size=3))
    root = deepcopy(message(limit.kind))
    element = list(root.iter(etree.Element))[limit.element]
    element.text = outside(limit, text)
    fault = first_fault(root, shape_and_body(limit.kind)[0], "3.0")
    assert fault is not None
    rule = re.match(r"cvc-(\w+)-valid: Value '", fault.message)
    # A text that is too long may break a pattern, too, which is looked at first.
    assert rule and rule[1] in (limit.facet, "pattern")
    assert f"Value '{element.text}'" in fault.message
    assert (fault.element, fault.at_start) == (limit.element, False)


@needs_schemas
@pytest.mark.parametrize("limit", [each for each in limits() if "In" in each.facet or "Le" in each.facet])
def test_a_value_at_a_limit_is_taken(limit: Limit) -> None:
    if limit.facet == "maxLength" and any(
        facet == "pattern" and "[\\s\\S]*" not in value for facet, value in facets_of_element(limit)
    ):
        return
    root = deepcopy(message(limit.kind))
    element = list(root.iter(etree.Element))[limit.element]
    element.text = "x" * int(limit.value) if limit.facet == "maxLength" else limit.value
    assert first_fault(root, shape_and_body(limit.kind)[0], "3.0") is None


def facets_of_element(limit: Limit) -> Iterator[tuple[str, str]]:
    same = (each for each in limits() if (each.kind, each.element) == (limit.kind, limit.element))
    return ((each.facet, each.value) for each in same)


@needs_schemas
@pytest.mark.parametrize("kind", [*BODIES, "notification", "group"])
def test_what_the_tests_send_is_valid(kind: str) -> None:
    assert first_fault(deepcopy(message(kind)), shape_and_body(kind)[0], "3.0") is None


@needs_schemas
@pytest.mark.parametrize("version", ["2.0", "2.1", "3.0"])
@pytest.mark.parametrize("kind", ["work", "funding", "education", "employment", "peer-review", "keywords"])
def test_every_version_has_its_schemas(kind: str, version: str) -> None:
    root = etree.Element(qualified(KINDS[kind].item.tag))
    etree.SubElement(root, "colour")
    fault = first_fault(root, KINDS[kind].item, version)
    assert fault is not None
    assert fault.message.startswith("cvc-complex-type.2.4.a: Invalid content was found starting with element")


@needs_schemas
def test_white_space_around_a_time_does_not_matter() -> None:
    body = {**BODIES["keywords"], "created-date": {"value": 1_700_000_000_000}}
    root = to_element(KINDS["keywords"].item, read_json(KINDS["keywords"].item, json.dumps(body)))
    root[0].text = f"\n {root[0].text} "
    assert first_fault(root, KINDS["keywords"].item, "3.0") is None


def test_without_its_schema_nothing_is_taken_unchecked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("PIDGUIDE_SCHEMAS", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert load_schema(SCHEMA) is None
    with pytest.raises(SchemaMissing) as missing:
        first_fault(message("work"), KINDS["work"].item, "3.0")
    assert str(missing.value) == (
        "The emulator has no orcid/record_3.0/work-3.0.xsd to check this with: run `pidguide schemas` in a "
        "clone of the guide, or name a folder that has it in PIDGUIDE_SCHEMAS."
    )


@pytest.mark.parametrize(
    ("element", "at_start", "expected"),
    [
        (0, True, (1, 4)),
        (1, True, (2, 6)),
        (1, False, (2, 11)),
        (2, True, (3, 12)),
        (2, False, (3, 12)),
        (0, False, (4, 5)),
    ],
)
def test_the_place_of_a_fault_is_behind_its_tag(
    element: int, at_start: bool, expected: tuple[int, int]
) -> None:
    body = '<a>\n  <ü>x</ü>\n  <c d=""/>\n</a>'.encode()
    assert place(body, Fault("", element, at_start)) == expected
