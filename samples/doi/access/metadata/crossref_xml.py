"""Read a Crossref DOI's full XML record with lxml."""

import os
from urllib.parse import quote

import requests
from lxml import etree

RESOLVER = "https://doi.org/"
UNIXSD = "application/vnd.crossref.unixsd+xml"
NAMESPACES = {
    "query": "http://www.crossref.org/qrschema/3.0",
    "record": "http://www.crossref.org/xschema/1.1",
}


def fetch_crossref_xml(doi: str) -> etree._Element:
    """Return the root of a Crossref DOI's UNIXSD: a query result, in it the record.

    Raises LookupError for a DOI that is not registered, RuntimeError for any answer
    but UNIXSD.
    https://www.crossref.org/documentation/retrieve-metadata/xml-api/
    """
    headers = {
        "Accept": UNIXSD,
        "User-Agent": f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})",
    }
    response = requests.get(RESOLVER + quote(doi), headers=headers, timeout=30)
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    media_type = response.headers.get("Content-Type", "")
    if response.status_code != 200 or not media_type.startswith(UNIXSD):
        raise RuntimeError(f"{response.url}: {response.status_code} {media_type}")
    return etree.fromstring(response.content, etree.XMLParser(resolve_entities=False))


if __name__ == "__main__":
    root = fetch_crossref_xml("10.1371/journal.pone.0033693")
    for name in ("publisher-name", "member-id", "last-update"):
        item = root.findtext(f".//query:crm-item[@name='{name}']", namespaces=NAMESPACES)
        print(f"{name}: {item}")
    print("title:", root.findtext(".//record:title", namespaces=NAMESPACES))
    for person in root.iterfind(".//record:person_name", NAMESPACES):
        surname = person.findtext("record:surname", namespaces=NAMESPACES)
        print(f"{person.get('contributor_role')}: {surname}")
