"""DataCite XML and JATS."""

from typing import Any

import pytest
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


@pytest.mark.parametrize(
    ("schema_org", "kind", "title"),
    [
        ("Article", "journal", "article-title"), ("Book", "book", "source"),
        ("Chapter", "chapter", "chapter-title"), ("DataCatalog", "data", "data-title"),
        ("Dataset", "data", "data-title"), ("PublicationIssue", "journal", "article-title"),
        ("ScholarlyArticle", "journal", "article-title"), ("SoftwareSourceCode", "software", "source"),
        ("WebSite", "website", "source"), ("CreativeWork", None, "source"),
    ],
)  # fmt: skip
def test_types_of_publication(schema_org: str, kind: str | None, title: str) -> None:
    citation = etree.fromstring(body(formats.JATS, changed(types={"schemaOrg": schema_org})).encode())
    assert (citation.get("publication-type"), citation.findtext(title)) == (kind, "NEXUS Head CT")
    assert citation.findtext("publisher-name") == (None if kind == "data" else "Dryad")
    if title != "source":
        assert citation.findtext("source") == "Dryad"


def test_jats_leaves_out_what_xml_cannot_hold() -> None:
    strange = changed(titles=[{"title": "a\x00b\ud800c\uffff"}])
    assert etree.fromstring(body(formats.JATS, strange).encode()).findtext("data-title") == "abc"


@pytest.mark.parametrize("stored", ["!", "PHI", None])
def test_stored_xml_that_cannot_be_read_is_made_anew(stored: Any) -> None:
    made = etree.fromstring(body(formats.DATACITE_XML, changed(xml=stored)).encode())
    assert made.findtext("{*}identifier") == "10.7272/Q6G15XS4"
