"""Attributes written as DataCite XML."""

import base64
from typing import Any

import pytest
from lxml import etree

from pid_emulator.core.schema_files import DATACITE_KERNEL, load_schema
from pid_emulator.datacite.dois import Doi
from pid_emulator.datacite.kernel.writer import stored_xml as xml_of
from pid_emulator.datacite.kernel.writer import write_kernel_xml
from support.datacite_rest import COMPLETE, DOI, KERNEL_4, Rest, encoded, needs_schema


def stored_xml(attributes: dict[str, str]) -> etree._Element:
    return etree.fromstring(base64.b64decode(attributes["xml"]))


@needs_schema
def test_generated_xml_is_valid_and_names_the_doi_in_capitals(rest: Rest) -> None:
    document = stored_xml(rest.attributes("POST", "/dois", {**COMPLETE, "doi": DOI}))
    schema = load_schema(DATACITE_KERNEL)
    assert schema is not None
    schema.assertValid(document)
    assert document.findtext(f"{{{KERNEL_4}}}identifier") == DOI.upper()


def test_xml_is_kept_but_for_its_identifier(rest: Rest) -> None:
    titles = "<titles><title>A &amp; B</title></titles>"
    document = f'<resource xmlns="{KERNEL_4}">\n  <!-- mine -->\n  {titles}\n</resource>'
    attributes = rest.attributes("POST", "/dois", {"doi": DOI, "xml": encoded(document)})
    kept = base64.b64decode(attributes["xml"]).decode()
    assert "<!-- mine -->" in kept
    assert DOI.upper() in kept
    assert attributes["titles"] == [{"title": "A &amp; B"}]
    assert attributes["schemaVersion"] == KERNEL_4


def written(attributes: dict[str, Any], path: str) -> list[str | None]:
    """Return the texts of the elements at a path of the document that the attributes make."""
    root = etree.fromstring(write_kernel_xml("10.1234/a", attributes).encode())
    return [element.text for element in root.findall("/".join(f"{{*}}{name}" for name in path.split("/")))]


def test_what_is_missing_is_an_empty_element_so_that_validation_names_it() -> None:
    root = etree.fromstring(write_kernel_xml("10.1234/a", {}).encode())
    assert [etree.QName(child).localname for child in root] == [
        "identifier", "creators", "titles", "publisher", "publicationYear", "sizes", "formats", "version",
    ]  # fmt: skip


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    assert written({"version": "a\x00b\x0bc\ud800d\tE\uffff"}, "version") == ["abcd\tE"]


def test_a_person_with_a_family_name_is_written_family_first() -> None:
    creators = [
        {"name": "ignored", "familyName": "Carberry", "givenName": "Josiah"},
        {"name": "Brown University", "givenName": None},
    ]
    assert written({"creators": creators}, "creators/creator/creatorName") == [
        "Carberry, Josiah", "Brown University",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("container", "series"),
    [
        (
            {"title": "J", "volume": "3", "issue": "2", "firstPage": "10", "lastPage": "20"},
            ["J, 3(2), 10-20"],
        ),
        ({"title": "J", "volume": "3", "firstPage": "10"}, ["J, 3, 10"]),
        ({"title": "J"}, ["J"]),
        ({"volume": "3"}, []),
        (None, []),
    ],
)
def test_a_container_becomes_series_information(container: Any, series: list[str]) -> None:
    assert written({"container": container}, "descriptions/description") == series
    own = [{"description": "own", "descriptionType": "SeriesInformation"}]
    assert written({"container": container, "descriptions": own}, "descriptions/description") == ["own"]


@pytest.mark.parametrize("relation", ["HasMetadata", "IsMetadataFor", "Cites"])
def test_schemes_are_of_relations_to_metadata_only(relation: str) -> None:
    related = {"relatedIdentifier": "a", "relationType": relation, "schemeUri": "https://example.org"}
    root = etree.fromstring(write_kernel_xml("10.1234/a", {"relatedIdentifiers": [related]}).encode())
    found = root.find(".//{*}relatedIdentifier")
    assert found is not None
    assert found.get("schemeURI") == (None if relation == "Cites" else "https://example.org")


def test_a_record_without_xml_has_what_the_server_would_have_generated() -> None:
    assert xml_of(Doi("10.1234/a", {})) is None
    generated = xml_of(Doi("10.1234/a", {"titles": [{"title": "T"}]}))
    assert generated == write_kernel_xml("10.1234/a", {"titles": [{"title": "T"}]})
    assert xml_of(Doi("10.1234/a", {"titles": [{"title": "T"}]}, xml="<own/>")) == "<own/>"
