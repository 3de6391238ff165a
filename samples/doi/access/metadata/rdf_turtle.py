"""Get RDF for a DOI and read it with rdflib."""

import os
from urllib.parse import quote

import requests
from rdflib import Graph
from rdflib.namespace import DCTERMS, FOAF

TURTLE = "text/turtle"


def fetch_graph(doi: str) -> Graph:
    """Return a Crossref DOI's metadata as an RDF graph.

    Raises LookupError for an unregistered DOI, RuntimeError for any other answer.
    https://citation.doi.org/docs.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    headers = {"Accept": TURTLE, "User-Agent": contact}
    address = f"https://doi.org/{quote(doi)}"
    response = requests.get(address, headers=headers, timeout=30)
    # endregion
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    media_type = response.headers.get("Content-Type", "")
    if response.status_code != 200 or not media_type.startswith(TURTLE):
        raise RuntimeError(f"{response.url}: {response.status_code} {media_type}")
    # region excerpt
    return Graph().parse(data=response.content, format="turtle")
    # endregion


if __name__ == "__main__":
    # region excerpt
    graph = fetch_graph("10.1126/science.169.3946.635")
    for work, title in graph.subject_objects(DCTERMS.title):
        print(work, "has the title", title)
        for creator in graph.objects(work, DCTERMS.creator):
            print("creator:", graph.value(creator, FOAF.name))
    # endregion
