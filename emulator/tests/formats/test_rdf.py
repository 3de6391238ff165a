"""A Crossref work as RDF."""

import pytest
from rdflib import Graph, Literal, URIRef, namespace
from rdflib.namespace import DCTERMS, FOAF, OWL, Namespace

from pid_emulator.formats.rdf import write_rdf_xml, write_turtle
from support.crossref_work import DOI, WORK, Negotiate
from support.doi_org import SICI


@pytest.mark.parametrize(
    ("media_type", "syntax"), [("text/turtle", "turtle"), ("application/rdf+xml", "xml")]
)
@pytest.mark.parametrize("doi", [DOI, SICI])
def test_rdf_describes_the_doi_as_it_was_asked_for(
    negotiate: Negotiate, media_type: str, syntax: str, doi: str
) -> None:
    graph = Graph().parse(data=negotiate(media_type, doi).text, format=syntax)
    subject = URIRef("http://dx.doi.org/" + doi.replace("<", "%3C").replace(">", "%3E"))
    assert str(graph.value(subject, DCTERMS.identifier)) == doi


@pytest.mark.parametrize(
    ("parts", "date", "datatype"),
    [
        ([1970], "1970", namespace.XSD.gYear),
        ([1970, 8], "1970-08", namespace.XSD.gYearMonth),
        ([1970, 8, 14], "1970-08-14", namespace.XSD.date),
    ],
)
def test_a_date_has_the_type_of_its_parts(parts: list[int], date: str, datatype: URIRef) -> None:
    graph = Graph().parse(
        data=write_turtle({**WORK, "issued": {"date-parts": [parts]}}, DOI), format="turtle"
    )
    found = graph.value(URIRef(f"http://dx.doi.org/{DOI}"), DCTERMS.date)
    assert isinstance(found, Literal)
    assert (str(found), found.datatype) == (date, datatype)


def test_people_journal_and_pages_are_described() -> None:
    work = {
        **WORK,
        "author": [
            {"given": "Henry S.", "family": "Frank", "ORCID": "https://orcid.org/0000-0002-1825-0097"},
            {},
        ],
    }
    graph = Graph().parse(data=write_rdf_xml(work, DOI), format="xml")
    subject = URIRef(f"http://dx.doi.org/{DOI}")
    (author,) = graph.objects(subject, DCTERMS.creator)
    assert str(graph.value(author, FOAF.name)) == "Henry S. Frank"
    assert graph.value(author, OWL.sameAs) == URIRef("https://orcid.org/0000-0002-1825-0097")
    journal = graph.value(subject, DCTERMS.isPartOf)
    assert journal == URIRef("http://id.crossref.org/issn/0036-8075")
    assert str(graph.value(journal, DCTERMS.title)) == "Science"
    bibo = Namespace("http://purl.org/ontology/bibo/")
    assert [str(graph.value(subject, bibo[name])) for name in ("pageStart", "pageEnd")] == ["635", "641"]
