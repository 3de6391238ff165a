"""Metadata that is not DataCite XML."""

import pytest

from support.datacite_rest import DOI, KERNEL_4, Rest, encoded, payload


@pytest.mark.parametrize(
    ("name", "general", "title"),
    [
        ("citeproc.json", "Text", "Eating your own Dog Food"),
        ("schema_org.json", "Text", "Eating your own Dog Food"),
        ("crossref.bib", "JournalArticle", "Automated quantitative histology reveals"),
        ("crossref.ris", "JournalArticle", "Automated quantitative histology reveals"),
    ],
)
def test_other_formats_in_the_xml_attribute(rest: Rest, name: str, general: str, title: str) -> None:
    found = rest.attributes("POST", "/dois", {"doi": DOI, "xml": encoded(payload(name))})
    assert found["types"]["resourceTypeGeneral"] == general
    assert found["titles"][0]["title"].startswith(title)
    assert found["creators"][0]["familyName"]
    assert found["schemaVersion"] == KERNEL_4
