"""Fetch a DOI's metadata as RDF and read it with rdflib."""

import os
from urllib.parse import quote

import requests
from rdflib import Graph
from rdflib.namespace import DCTERMS, FOAF

RESOLVER = "https://doi.org/"
TURTLE = "text/turtle"


def fetch_graph(doi: str) -> Graph:
    """Return a Crossref DOI's metadata as an RDF graph.

    Raises LookupError for a DOI that is not registered, RuntimeError for any answer
    but Turtle.
    https://citation.doi.org/docs.html
    """
    headers = {
        "Accept": TURTLE,
        "User-Agent": f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})",
    }
    response = requests.get(RESOLVER + quote(doi), headers=headers, timeout=30)
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    media_type = response.headers.get("Content-Type", "")
    if response.status_code != 200 or not media_type.startswith(TURTLE):
        raise RuntimeError(f"{response.url}: {response.status_code} {media_type}")
    return Graph().parse(data=response.content, format="turtle")


if __name__ == "__main__":
    graph = fetch_graph("10.1126/science.169.3946.635")
    for work, identifier in graph.subject_objects(DCTERMS.identifier):
        print(work, "has the identifier", identifier)
        print("title:", graph.value(work, DCTERMS.title))
        print("date:", graph.value(work, DCTERMS.date))
        for creator in graph.objects(work, DCTERMS.creator):
            print("creator:", graph.value(creator, FOAF.name))
