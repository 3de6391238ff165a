"""Read a DataCite DOI's XML record with lxml."""

import os
from urllib.parse import quote

import requests
from lxml import etree

RESOLVER = "https://doi.org/"
DATACITE_XML = "application/vnd.datacite.datacite+xml"
KERNEL = {"d": "http://datacite.org/schema/kernel-4"}


def fetch_datacite_xml(doi: str) -> etree._Element:
    """Return the root of a DataCite DOI's metadata, as its repository registered it.

    Raises LookupError for a DOI that is not registered, RuntimeError for any answer
    but DataCite XML.
    https://support.datacite.org/docs/datacite-content-resolver
    """
    headers = {
        "Accept": DATACITE_XML,
        "User-Agent": f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})",
    }
    response = requests.get(RESOLVER + quote(doi), headers=headers, timeout=30)
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    media_type = response.headers.get("Content-Type", "")
    if response.status_code != 200 or not media_type.startswith(DATACITE_XML):
        raise RuntimeError(f"{response.url}: {response.status_code} {media_type}")
    return etree.fromstring(response.content, etree.XMLParser(resolve_entities=False))


if __name__ == "__main__":
    root = fetch_datacite_xml("10.5281/zenodo.8347772")
    print("title:", root.findtext("d:titles/d:title", namespaces=KERNEL))
    print("publisher:", root.findtext("d:publisher", namespaces=KERNEL))
    print("year:", root.findtext("d:publicationYear", namespaces=KERNEL))
    for creator in root.iterfind("d:creators/d:creator", KERNEL):
        print("creator:", creator.findtext("d:creatorName", namespaces=KERNEL))
