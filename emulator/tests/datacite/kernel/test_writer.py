"""Attributes written as DataCite XML."""

import base64

from lxml import etree

from pid_emulator.core.schema_files import DATACITE_KERNEL, load_schema
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
