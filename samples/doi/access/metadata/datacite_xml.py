"""Get a DataCite DOI's XML and read it with lxml."""

import os
from urllib.parse import quote

import requests
from lxml import etree

KERNEL = {"d": "http://datacite.org/schema/kernel-4"}
DATACITE_XML = "application/vnd.datacite.datacite+xml"


def fetch_datacite_xml(doi: str) -> etree._Element:
    """Return the root of a DataCite DOI's metadata, as its repository sent it.

    Raises LookupError for an unregistered DOI, RuntimeError for any other answer.
    https://support.datacite.org/docs/datacite-content-resolver
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    headers = {"Accept": DATACITE_XML, "User-Agent": contact}
    address = f"https://doi.org/{quote(doi)}"
    response = requests.get(address, headers=headers, timeout=30)
    # endregion
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    media_type = response.headers.get("Content-Type", "")
    if response.status_code != 200 or not media_type.startswith(DATACITE_XML):
        raise RuntimeError(f"{response.url}: {response.status_code} {media_type}")
    # region excerpt
    return etree.fromstring(response.content, etree.XMLParser(resolve_entities=False))
    # endregion


if __name__ == "__main__":
    # region excerpt
    root = fetch_datacite_xml("10.5281/zenodo.8347772")
    print("title:", root.findtext("d:titles/d:title", namespaces=KERNEL))
    for name in root.iterfind("d:creators/d:creator/d:creatorName", KERNEL):
        print("creator:", name.text)
    # endregion
