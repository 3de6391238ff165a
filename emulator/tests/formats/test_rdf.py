"""A Crossref work as RDF."""

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS

from support.crossref_work import DOI, Negotiate
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
