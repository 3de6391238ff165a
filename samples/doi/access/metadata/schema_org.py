"""Fetch a data set's metadata as schema.org JSON-LD."""

import os
from typing import Any
from urllib.parse import quote

import requests

RESOLVER = "https://doi.org/"
SCHEMA_ORG = "application/vnd.schemaorg.ld+json"


def fetch_schema_org(doi: str) -> dict[str, Any]:
    """Return a DataCite DOI's metadata as JSON-LD. Crossref does not offer it.

    Raises LookupError for a DOI that is not registered, RuntimeError for any answer
    but JSON-LD.
    https://support.datacite.org/docs/datacite-content-resolver
    """
    headers = {
        "Accept": SCHEMA_ORG,
        "User-Agent": f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})",
    }
    response = requests.get(RESOLVER + quote(doi), headers=headers, timeout=30)
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    media_type = response.headers.get("Content-Type", "")
    if response.status_code != 200 or not media_type.startswith(SCHEMA_ORG):
        raise RuntimeError(f"{response.url}: {response.status_code} {media_type}")
    document: dict[str, Any] = response.json()
    return document


if __name__ == "__main__":
    document = fetch_schema_org("10.1594/PANGAEA.902845")
    print(document["@type"], document["@id"])
    print(document["name"])
    print("published", document["datePublished"], "by", document["publisher"]["name"])
    print(len(document["author"]), "authors, the first", document["author"][0]["name"])
