"""A record as RDF, read again by rdflib."""

import pytest
from rdflib import FOAF, RDF, Graph, Literal, Namespace, URIRef

from support.orcid_people import CARBERRY, CHEN, LOCKED, Asker, error_of

RDF_API = "https://pub.orcid.org/experimental_rdf_v1"
GEONAMES = Namespace("http://www.geonames.org/ontology#")


def graph_of(ask: Asker, orcid: str, media_type: str = "text/turtle", syntax: str = "turtle") -> Graph:
    answer = ask.get(f"{RDF_API}/{orcid}", Accept=media_type)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, f"{media_type};charset=UTF-8")
    return Graph().parse(data=answer.text, format=syntax)


def test_a_locked_record_is_refused(ask: Asker) -> None:
    assert error_of(ask.get(f"{RDF_API}/{LOCKED}", Accept="text/turtle")) == (409, 9018)


def test_what_is_not_public_is_no_triple(ask: Asker) -> None:
    graph = graph_of(ask, CHEN)
    person = URIRef(f"https://orcid.org/{CHEN}")
    assert (person, RDF.type, FOAF.Person) in graph
    assert {predicate for _, predicate, _ in graph.triples((person, None, None))} == {RDF.type, FOAF.account}


# rdflib's parser of N3 uses a name of its own that it gives up.
@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
@pytest.mark.parametrize(
    ("media_type", "syntax"),
    [
        ("text/turtle", "turtle"),
        ("text/n3", "n3"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
    ],
)
def test_each_format_says_the_same(ask: Asker, media_type: str, syntax: str) -> None:
    graph = graph_of(ask, CARBERRY, media_type, syntax)
    person, account = (
        URIRef(f"https://orcid.org/{CARBERRY}"),
        URIRef(f"https://orcid.org/{CARBERRY}#orcid-id"),
    )
    for triple in (
        (person, RDF.type, FOAF.Person),
        (person, FOAF.givenName, Literal("Josiah")),
        (person, FOAF.familyName, Literal("Carberry")),
        (person, GEONAMES.countryCode, Literal("US")),
        (person, FOAF.account, account),
        (account, FOAF.accountName, Literal(CARBERRY)),
        (account, FOAF.accountServiceHomepage, URIRef("https://orcid.org")),
    ):
        assert triple in graph, triple
    assert set(graph) == set(graph_of(ask, CARBERRY))
