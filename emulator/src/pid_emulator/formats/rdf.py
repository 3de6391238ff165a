"""Writes a Crossref work as RDF, by rdflib: Dublin Core, PRISM, BIBO and FOAF terms."""

import hashlib
import re

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, RDF, XSD, Namespace

from pid_emulator.core.records import Record
from pid_emulator.formats.csl import date_parts, first, people

BIBO = Namespace("http://purl.org/ontology/bibo/")
PRISM = Namespace("http://prismstandard.org/namespaces/basic/2.1/")
NAMESPACES = {"dcterms": DCTERMS, "bibo": BIBO, "prism": PRISM, "foaf": FOAF, "owl": OWL}
ROLES = ("author", "editor", "translator", "chair")
DATE_TYPES = {1: XSD.gYear, 2: XSD.gYearMonth, 3: XSD.date}


def write_turtle(work: Record, doi: str) -> str:
    """Return the work's graph as Turtle."""
    return _graph(work, doi).serialize(format="turtle")


def write_rdf_xml(work: Record, doi: str) -> str:
    """Return the work's graph as RDF/XML with nested resources."""
    return _graph(work, doi).serialize(format="pretty-xml", max_depth=3)


def _graph(work: Record, doi: str) -> Graph:
    """Return the graph; its subject is the DOI as it was asked for, `http://dx.doi.org/<doi>`."""
    graph = Graph()
    for prefix, namespace in NAMESPACES.items():
        graph.bind(prefix, namespace)
    subject = _uri(f"http://dx.doi.org/{doi}")
    identifier = str(work.get("DOI") or doi)
    pages = re.split("-+", str(work["page"]), maxsplit=1) if work.get("page") else []
    date = date_parts(work.get("issued"))
    literals = [
        (DCTERMS.identifier, identifier),
        (BIBO.doi, identifier),
        (PRISM.doi, identifier),
        (DCTERMS.title, first(work.get("title"))),
        (DCTERMS.publisher, work.get("publisher")),
        (BIBO.volume, work.get("volume")),
        (PRISM.volume, work.get("volume")),
        (BIBO.pageStart, pages[0] if pages else None),
        (PRISM.startingPage, pages[0] if pages else None),
        (BIBO.pageEnd, pages[1] if len(pages) > 1 else None),
        (PRISM.endingPage, pages[1] if len(pages) > 1 else None),
    ]
    for term, value in literals:
        if value:
            graph.add((subject, term, Literal(str(value))))
    if date:
        text = "-".join(f"{part:02d}" for part in date)
        datatype = DATE_TYPES[min(len(date), 3)]
        graph.add((subject, DCTERMS.date, Literal(text, datatype=datatype, normalize=False)))
    for same in (f"doi:{identifier}", f"info:doi/{identifier}"):
        graph.add((subject, OWL.sameAs, _uri(same)))
    _add_container(graph, subject, work)
    for role in ROLES:
        for position, person in enumerate(people(work, role)):
            _add_person(graph, subject, person, f"{identifier} {role} {position}")
    return graph


def _add_container(graph: Graph, subject: URIRef, work: Record) -> None:
    title = first(work.get("container-title"))
    for scheme, kind in (("ISSN", BIBO.Journal), ("ISBN", BIBO.Book)):
        numbers = [str(number) for number in work.get(scheme) or []]
        if not numbers:
            continue
        container = _uri(f"http://id.crossref.org/{scheme.lower()}/{numbers[0]}")
        graph.add((subject, DCTERMS.isPartOf, container))
        graph.add((container, RDF.type, kind))
        if title:
            graph.add((container, DCTERMS.title, Literal(str(title))))
        if scheme == "ISSN":
            for number in numbers:
                graph.add((container, BIBO.issn, Literal(number)))
                graph.add((container, PRISM.issn, Literal(number)))
                graph.add((container, OWL.sameAs, Literal(f"urn:issn:{number}")))  # Crossref's is no URI


def _add_person(graph: Graph, subject: URIRef, person: Record, seed: str) -> None:
    given, family = person.get("given"), person.get("family")
    name = " ".join(part for part in (given, family) if part) or person.get("name")
    if not name:
        return
    slug = re.sub(r"[^a-z0-9]+", "-", str(name).lower()).strip("-")
    suffix = hashlib.sha256(seed.encode()).hexdigest()[:12]
    resource = _uri(f"http://id.crossref.org/contributor/{slug}-{suffix}")
    graph.add((subject, DCTERMS.creator, resource))
    graph.add((resource, RDF.type, FOAF.Person))
    for term, value in ((FOAF.name, name), (FOAF.givenName, given), (FOAF.familyName, family)):
        if value:
            graph.add((resource, term, Literal(str(value))))
    if person.get("ORCID"):
        graph.add((resource, OWL.sameAs, _uri(str(person["ORCID"]))))


def _uri(text: str) -> URIRef:
    """Percent-encode what a URI may not hold, e.g. the `<>` of a SICI DOI."""
    return URIRef(re.sub(r'[\x00-\x20<>"{}|\\^`]', lambda found: f"%{ord(found[0]):02X}", text))
