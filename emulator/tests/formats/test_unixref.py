"""A Crossref work as XML: UNIXREF, and the UNIXSD query result around it."""

import pytest
from lxml import etree

from pid_emulator.formats.unixref import write_unixref, write_unixsd
from support.crossref_work import DOI, WORK, Negotiate

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


@pytest.mark.parametrize(
    ("crossref", "query", "element"),
    [
        ("journal-article", "journal_article", "journal/journal_article"),
        ("proceedings-article", "conference_paper", "conference/conference_paper"),
        ("book-chapter", "book_content", "book/content_item"),
        ("edited-book", "book_title", "book[@book_type='edited_book']/book_metadata"),
        ("dissertation", "dissertation", "dissertation"),
        ("posted-content", "posted_content", "posted_content"),
        ("peer-review", "peer_review", "peer_review"),
        ("dataset", "dataset", "database/dataset"),
        ("component", "component", "database/dataset"),
        ("report", "report-paper_title", "report-paper/report-paper_metadata"),
        ("no-such-type", "journal_article", "report-paper/report-paper_metadata"),
    ],
)
def test_each_kind_of_work_has_its_element(crossref: str, query: str, element: str) -> None:
    work = {**WORK, "type": crossref}
    assert (
        etree.fromstring(write_unixsd(work).encode()).xpath(
            "string(//q:query/q:doi/@type)", namespaces=UNIXSD
        )
        == query
    )
    assert (
        etree.fromstring(write_unixref(work).encode()).xpath(f"string(//crossref/{element}/doi_data/doi)")
        == DOI
    )


def test_what_xml_may_not_hold_is_left_out() -> None:
    root = etree.fromstring(write_unixref({**WORK, "title": ["A\x00 & <b>\x0b\ufffe"]}).encode())
    assert root.xpath("string(//title)") == "A & <b>"


def test_a_group_is_an_organization_and_references_keep_their_fields() -> None:
    root = etree.fromstring(write_unixref({**WORK, "author": [{"name": "A Group"}]}).encode())
    assert (
        root.xpath("string(//organization[@contributor_role='author'][@sequence='additional'])") == "A Group"
    )
    (citation,) = root.findall(".//citation_list/citation")
    assert [(part.tag, part.text) for part in citation] == [
        ("volume", "5"),
        ("first_page", "2020"),
        ("cYear", "1670"),
    ]
    assert citation.get("key") == "e_1"


@pytest.mark.parametrize(("party", "provider"), [("crossref", "crossref"), ("publisher", None), (None, None)])
def test_the_doi_of_a_reference_that_crossref_found_says_so(party: str | None, provider: str | None) -> None:
    reference = {"key": "1", "DOI": "10.5555/b", "doi-asserted-by": party}
    root = etree.fromstring(write_unixref({**WORK, "reference": [reference]}).encode())
    (found,) = root.findall(".//citation/doi")
    assert (found.text, found.get("provider")) == ("10.5555/b", provider)


def test_a_work_of_which_nothing_is_known_is_still_a_record() -> None:
    root = etree.fromstring(write_unixref({"DOI": "10.5555/a"}).encode())
    assert root.xpath("string(/doi_records/doi_record/@owner)") == "10.5555"
    assert root.xpath("/doi_records/doi_record/@timestamp") == []


@pytest.mark.parametrize(
    ("deposited", "version"),
    [
        ("2006-10-17T20:17:44Z", "1.0"),
        ("2011-12-31T23:59:59Z", "1.0"),
        ("2012-01-01T00:00:00Z", "1.1"),
        (None, "1.1"),
    ],
)
def test_a_deposit_keeps_the_version_it_was_made_in(deposited: str | None, version: str) -> None:
    work = {**WORK, "deposited": {"date-time": deposited} if deposited else None}
    crossref = etree.fromstring(write_unixsd(work).encode()).find(".//{*}crossref")
    assert crossref is not None
    assert crossref.tag == f"{{http://www.crossref.org/xschema/{version}}}crossref"
