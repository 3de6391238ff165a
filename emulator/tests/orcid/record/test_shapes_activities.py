"""The shapes of activities, measured with ORCID's own schemas where they are at hand."""

import pytest
from lxml import etree

from pid_emulator.core.schema_files import load_schema
from support.orcid_people import CARBERRY, PUBLIC, Asker


@pytest.mark.parametrize("section", ["works", "employments", "peer-reviews", "research-resources"])
def test_items_in_full_are_valid_and_say_the_same_as_json(ask: Asker, section: str) -> None:
    singular = section.removesuffix("s")
    schema = load_schema(f"orcid/record_3.0/{singular}-3.0.xsd")
    if schema is None:
        pytest.skip("ORCID's schemas are not at hand; `pidguide schemas` fetches them")
    listed = ask.get(f"{PUBLIC}/{CARBERRY}/{section}", Accept="application/xml").data
    codes = [each.get("put-code") for each in etree.fromstring(listed).iter() if each.get("put-code")]
    for code in codes:
        url = f"{PUBLIC}/{CARBERRY}/{singular}/{code}"
        document = etree.fromstring(ask.get(url, Accept="application/xml").data)
        schema.assertValid(document)
        as_json = ask.get(url).json
        assert document.get("put-code") == str(as_json["put-code"])
        assert document.get("path") == as_json["path"]
