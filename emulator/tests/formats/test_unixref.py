"""A Crossref work as XML: UNIXREF, and the UNIXSD query result around it."""

from lxml import etree

from support.crossref_work import DOI, Negotiate

UNIXSD = {"q": "http://www.crossref.org/qrschema/3.0", "x": "http://www.crossref.org/xschema/1.1"}


def test_unixsd_holds_the_query_result_and_the_record(negotiate: Negotiate) -> None:
    root = etree.fromstring(negotiate("application/vnd.crossref.unixsd+xml").data)
    assert root.tag == "{http://www.crossref.org/qrschema/3.0}crossref_result"
    assert (
        root.xpath("string(//q:query[@status='resolved']/q:doi[@type='journal_article'])", namespaces=UNIXSD)
        == DOI
    )
    assert root.xpath("string(//q:crm-item[@name='member-id'])", namespaces=UNIXSD) == "221"
    assert root.xpath("string(//x:journal_article//x:surname)", namespaces=UNIXSD) == "Frank"
    assert root.xpath("//x:journal_metadata/x:issn[@media_type='print']/text()", namespaces=UNIXSD) == [
        "00368075"
    ]


def test_unixref_has_no_namespace(negotiate: Negotiate) -> None:
    root = etree.fromstring(negotiate("application/vnd.crossref.unixref+xml").data)
    assert root.xpath("string(/doi_records/doi_record[@owner='10.1126']/@timestamp)") == "2024-02-06 23:56:00"
    assert root.xpath("string(//journal_article/doi_data/doi)") == DOI
