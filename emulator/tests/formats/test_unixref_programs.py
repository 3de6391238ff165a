"""What UNIXREF holds beside the bibliography: as much as the REST record does."""

from typing import Any

import pytest
from lxml import etree

from pid_emulator.formats.unixref import write_unixref, write_unixsd
from support.crossref_work import WORK

NAMES = {
    "x": "http://www.crossref.org/xschema/1.1",
    "ai": "http://www.crossref.org/AccessIndicators.xsd",
    "fr": "http://www.crossref.org/fundref.xsd",
    "rel": "http://www.crossref.org/relations.xsd",
    "ct": "http://www.crossref.org/clinicaltrials.xsd",
    "jats": "http://www.ncbi.nlm.nih.gov/JATS1",
}
LICENCE = {
    "URL": "https://example.org/licence",
    "content-version": "vor",
    "start": {"date-parts": [[2014, 2, 11]]},
    "delay-in-days": 30,
}
FUNDER = {
    "name": "National Science Foundation",
    "DOI": "10.13039/100000001",
    "doi-asserted-by": "crossref",
    "id": [{"id": "https://ror.org/021nxhr62", "id-type": "ROR"}],
    "award": ["A-1", "A-2"],
}
ASSERTION = {
    "name": "received",
    "label": "Received",
    "value": "2013-09-20",
    "order": 0,
    "group": {"name": "history", "label": "History"},
}


def item(**members: Any) -> etree._Element:
    """Return the article as UNIXSD has it."""
    root = etree.fromstring(write_unixsd({**WORK, **members}).encode())
    found = root.find(".//x:journal_article", NAMES)
    assert found is not None
    return found


def texts(element: etree._Element, path: str) -> list[str]:
    found = element.xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return [str(one) for one in found]


def test_licences_tell_their_version_and_their_start() -> None:
    article = item(license=[LICENCE, {"URL": "https://example.org/other", "content-version": "unspecified"}])
    program = "ai:program[@name='AccessIndicators']/ai:license_ref"
    assert texts(article, f"{program}/text()") == ["https://example.org/licence", "https://example.org/other"]
    assert texts(article, f"{program}/@applies_to") == ["vor"]
    assert texts(article, f"{program}/@start_date") == ["2014-02-11"]


def test_funders_have_their_identifiers_and_awards() -> None:
    article = item(funder=[FUNDER, {"name": "Private means"}])
    group = "fr:program[@name='fundref']/fr:assertion[@name='fundgroup']"
    names = texts(article, f"{group}/fr:assertion[@name='funder_name']/text()")
    assert names == ["National Science Foundation", "Private means"]
    identifier = ".//fr:assertion[@name='funder_identifier']"
    assert texts(article, f"{identifier}/text()") == ["https://doi.org/10.13039/100000001"]
    assert texts(article, f"{identifier}/@provider") == ["crossref"]
    assert texts(article, ".//fr:assertion[@name='ror']/text()") == ["https://ror.org/021nxhr62"]
    assert texts(article, f"{group}/fr:assertion[@name='award_number']/text()") == ["A-1", "A-2"]


def test_crossmark_holds_the_assertions_and_the_programs() -> None:
    article = item(
        **{
            "update-policy": "https://doi.org/10.5555/crossmark_policy",
            "content-domain": {"domain": ["example.org"], "crossmark-restriction": True},
            "update-to": [
                {"DOI": "10.5555/old", "type": "correction", "updated": {"date-parts": [[2020, 1, 2]]}}
            ],
            "assertion": [ASSERTION],
            "license": [LICENCE],
            "funder": [FUNDER],
        }
    )
    assert texts(article, "x:crossmark/x:crossmark_policy/text()") == ["10.5555/crossmark_policy"]
    assert texts(article, "x:crossmark//x:domain/text()") == ["example.org"]
    assert texts(article, "x:crossmark/x:crossmark_domain_exclusive/text()") == ["true"]
    assert texts(
        article, "x:crossmark/x:updates/x:update[@type='correction'][@date='2020-01-02']/text()"
    ) == ["10.5555/old"]
    custom = "x:crossmark/x:custom_metadata"
    attributes = (
        "[@name='received'][@label='Received'][@group_name='history'][@group_label='History'][@order='0']"
    )
    assert texts(article, f"{custom}/x:assertion{attributes}/text()") == ["2013-09-20"]
    assert texts(article, f"{custom}/ai:program/@name") == ["AccessIndicators"]
    assert texts(article, f"{custom}/fr:program/@name") == ["fundref"]
    assert texts(article, "ai:program/@name") == []


def test_links_stand_with_the_address_by_what_they_are_for() -> None:
    link = {"URL": "https://example.org/a.pdf", "content-type": "application/pdf", "content-version": "vor"}
    article = item(
        link=[
            {**link, "intended-application": "text-mining"},
            {**link, "content-type": "unspecified", "intended-application": "similarity-checking"},
            {
                **link,
                "URL": "https://example.org/a.xml",
                "content-type": "text/xml",
                "intended-application": "text-mining",
            },
        ]
    )
    mining = "x:doi_data/x:collection[@property='text-mining']/x:item/x:resource"
    assert texts(article, f"{mining}[@content_version='vor']/@mime_type") == ["application/pdf", "text/xml"]
    crawlers = "x:doi_data/x:collection[@property='crawler-based']/x:item[@crawler='iParadigms']/x:resource"
    assert texts(article, f"{crawlers}/text()") == ["https://example.org/a.pdf"]
    assert texts(article, f"{crawlers}/@*") == []


def test_relations_are_those_of_one_work_or_of_two() -> None:
    other = {"id": "10.5555/other", "id-type": "doi"}
    article = item(relation={"is-preprint-of": [other], "is-supplemented-by": [other]})
    related = "rel:program/rel:related_item"
    assert texts(article, f"{related}/rel:intra_work_relation/@relationship-type") == ["isPreprintOf"]
    assert texts(article, f"{related}/rel:inter_work_relation/@relationship-type") == ["isSupplementedBy"]
    assert texts(article, f"{related}/*/@identifier-type") == ["doi", "doi"]
    assert texts(article, f"{related}/*/text()") == ["10.5555/other", "10.5555/other"]


def test_archives_and_trials() -> None:
    trial = {"clinical-trial-number": "isrctn12345", "registry": "10.18810/isrctn"}
    article = item(**{"archive": ["CLOCKSS", "Portico"], "clinical-trial-number": [trial]})
    assert texts(article, "x:archive_locations/x:archive/@name") == ["CLOCKSS", "Portico"]
    number = "ct:program/ct:clinical-trial-number"
    assert texts(article, f"{number}[@registry='10.18810/isrctn']/text()") == ["isrctn12345"]


def test_the_abstract_is_jats() -> None:
    article = item(
        abstract="<jats:title>Abstract</jats:title><jats:p>Hot &amp; <jats:italic>ice</jats:italic></jats:p>"
    )
    assert texts(article, "jats:abstract/jats:title/text()") == ["Abstract"]
    assert "".join(texts(article, "jats:abstract/jats:p//text()")) == "Hot & ice"


def test_an_abstract_that_is_no_xml_is_one_paragraph() -> None:
    assert texts(item(abstract="Salt & pepper <b>"), "jats:abstract/jats:p/text()") == ["Salt & pepper <b>"]


@pytest.mark.parametrize(
    ("affiliation", "path", "found"),
    [
        ([{"name": "Brown University"}], "x:affiliation/text()", ["Brown University"]),
        (
            [{"name": "Brown", "id": [{"id": "https://ror.org/05gq02987", "id-type": "ROR"}]}],
            "x:affiliations/x:institution/x:institution_id[@type='ror']/text()",
            ["https://ror.org/05gq02987"],
        ),
        ([{"name": "Brown", "id": [{"id": "1"}]}], "x:affiliations//x:institution_name/text()", ["Brown"]),
        ([], "x:affiliations|x:affiliation", []),
    ],
)
def test_affiliations(affiliation: list[Any], path: str, found: list[str]) -> None:
    author = {"given": "Nora", "family": "Quist", "suffix": "Jr", "affiliation": affiliation}
    article = item(
        author=[{**author, "ORCID": "https://orcid.org/0000-0002-1825-0097", "authenticated-orcid": True}]
    )
    (person,) = article.iterfind(".//x:person_name", NAMES)
    assert texts(person, path) == found
    assert texts(person, "x:ORCID[@authenticated='true']/text()") == ["https://orcid.org/0000-0002-1825-0097"]
    assert texts(person, "x:suffix/text()") == ["Jr"]


def test_numbers_of_the_article_and_its_acceptance() -> None:
    article = item(
        **{
            "article-number": "e1",
            "alternative-id": ["10.5555/x", "S0140-6736(97)11096-0"],
            "accepted": {"date-parts": [[2014, 2, 3]]},
        }
    )
    numbers = "x:publisher_item/x:item_number[@item_number_type='article_number']/text()"
    assert texts(article, numbers) == ["e1"]
    assert texts(article, "x:publisher_item/x:identifier/@id_type") == ["doi", "pii"]
    assert texts(article, "x:acceptance_date/*/text()") == ["02", "03", "2014"]


def test_a_book_has_volume_isbn_and_publisher() -> None:
    book = {**WORK, "type": "monograph", "volume": "7", "ISBN": ["9780000000002"], "publisher": "Press"}
    root = etree.fromstring(write_unixref(book).encode())
    metadata = "/doi_records/doi_record/crossref/book/book_metadata"
    assert texts(root, f"{metadata}/volume/text()") == ["7"]
    assert texts(root, f"{metadata}/series_metadata/titles/title/text()") == ["Science"]
    assert texts(root, f"{metadata}/isbn/text()") == ["9780000000002"]
    assert texts(root, f"{metadata}/publisher/publisher_name/text()") == ["Press"]


def test_a_work_that_holds_nothing_of_it_has_none_of_it() -> None:
    names = {etree.QName(one).localname for one in item().iter("{*}*")}
    assert names.isdisjoint(
        {"program", "crossmark", "collection", "archive_locations", "abstract", "affiliation"}
    )
