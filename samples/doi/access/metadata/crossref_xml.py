"""Get a Crossref DOI's XML and read it with lxml."""

import os
from urllib.parse import quote

import requests
from lxml import etree

RECORD = {"record": "http://www.crossref.org/xschema/1.1"}
UNIXSD = "application/vnd.crossref.unixsd+xml"


def fetch_crossref_xml(doi: str) -> etree._Element:
    """Return the root of a Crossref DOI's UNIXSD: a query result, in it the record.

    Raises LookupError for an unregistered DOI, RuntimeError for any other answer.
    https://www.crossref.org/documentation/retrieve-metadata/xml-api/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    headers = {"Accept": UNIXSD, "User-Agent": contact}
    address = f"https://doi.org/{quote(doi)}"
    response = requests.get(address, headers=headers, timeout=30)
    # endregion
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    media_type = response.headers.get("Content-Type", "")
    if response.status_code != 200 or not media_type.startswith(UNIXSD):
        raise RuntimeError(f"{response.url}: {response.status_code} {media_type}")
    # region excerpt
    return etree.fromstring(response.content, etree.XMLParser(resolve_entities=False))
    # endregion


if __name__ == "__main__":
    # region excerpt
    root = fetch_crossref_xml("10.1371/journal.pone.0033693")
    print("title:", root.findtext(".//record:title", namespaces=RECORD))
    for surname in root.iterfind(".//record:person_name/record:surname", RECORD):
        print("person:", surname.text)
    # endregion
