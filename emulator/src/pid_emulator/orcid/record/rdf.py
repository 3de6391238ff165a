"""A record as RDF: a foaf:Person and its account at ORCID."""

from rdflib import FOAF, PROV, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef

from pid_emulator.orcid.record.json_messages import Message

PAV = Namespace("http://purl.org/pav/")
GEONAMES = Namespace("http://www.geonames.org/ontology#")


def person(record: Message, form: str) -> str:
    """Write a record, as ORCID answers it, in the format that rdflib calls `form`."""
    identifier = record["orcid-identifier"]
    details = record["person"]
    me = URIRef(identifier["uri"])
    account = URIRef(f"{identifier['uri']}#orcid-id")
    graph = Graph()
    for prefix, namespace in (("foaf", FOAF), ("prov", PROV), ("pav", PAV), ("gn", GEONAMES)):
        graph.bind(prefix, namespace)
    graph.add((me, RDF.type, FOAF.Person))
    graph.add((me, RDF.type, PROV.Person))
    name = details["name"] or {}
    for member, terms in (
        ("given-names", (FOAF.givenName,)),
        ("family-name", (FOAF.familyName,)),
        ("credit-name", (FOAF.name, RDFS.label)),
    ):
        if name.get(member):
            for term in terms:
                graph.add((me, term, Literal(name[member]["value"])))
    if details["biography"]:
        graph.add((me, FOAF.plan, Literal(details["biography"]["content"])))
    for address in details["addresses"]["address"]:
        graph.add((me, GEONAMES.countryCode, Literal(address["country"]["value"])))
    for link in details["researcher-urls"]["researcher-url"]:
        graph.add((me, FOAF.page, Literal(link["url"]["value"], datatype=XSD.anyURI)))
    graph.add((me, FOAF.account, account))
    graph.add((account, RDF.type, FOAF.OnlineAccount))
    graph.add((account, FOAF.accountServiceHomepage, URIRef(f"https://{identifier['host']}")))
    graph.add((account, FOAF.accountName, Literal(identifier["path"])))
    graph.add((account, RDFS.label, Literal(identifier["path"])))
    return graph.serialize(format=form)
