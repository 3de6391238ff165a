"""DataCite XML and JATS."""

from lxml import etree

from pid_emulator.datacite import formats
from support.datacite_formats import body, changed


def test_jats_is_one_citation() -> None:
    citation = etree.fromstring(body(formats.JATS).encode())
    assert (citation.tag, citation.get("publication-type")) == ("element-citation", "data")
    assert citation.findtext("person-group/name/surname") == "Rodriguez"
    assert citation.findtext("data-title") == "NEXUS Head CT"
    assert [citation.findtext(part) for part in ("year", "month", "day")] == ["2017", "04", "10"]


def test_stored_xml_is_given_back_and_missing_xml_is_made() -> None:
    assert body(formats.DATACITE_XML, changed(xml="PHJlc291cmNlLz4=")) == "<resource/>"
    made = etree.fromstring(body(formats.DATACITE_XML).encode())
    assert made.findtext("{*}identifier") == "10.7272/Q6G15XS4"
