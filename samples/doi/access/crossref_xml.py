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
    """Return the root of a Crossref DOI's UNIXSD document: the query result and in it the deposited record.

    Raises LookupError for a DOI that is not registered and RuntimeError for any answer but UNIXSD.
    https://www.crossref.org/documentation/retrieve-metadata/xml-api/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        RESOLVER + quote(doi), headers={"Accept": UNIXSD, "User-Agent": contact}, timeout=30
    )
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    if response.status_code != 200 or not response.headers.get("Content-Type", "").startswith(UNIXSD):
        raise RuntimeError(f"{response.url} answered {response.status_code}, not UNIXSD")
    return etree.fromstring(response.content, etree.XMLParser(resolve_entities=False))


if __name__ == "__main__":
    root = fetch_crossref_xml("10.1371/journal.pone.0033693")
    for item in ("publisher-name", "member-id", "last-update"):
        print(f"{item}:", root.findtext(f".//query:crm-item[@name='{item}']", namespaces=NAMESPACES))
    print("title:", root.findtext(".//record:journal_article//record:title", namespaces=NAMESPACES))
    for surname in root.iterfind(
        ".//record:person_name[@contributor_role='author']/record:surname", NAMESPACES
    ):
        print("author:", surname.text)
