"""Get schema.org JSON-LD for a dataset's DOI."""

import os
from typing import Any
from urllib.parse import quote

import requests

SCHEMA_ORG = "application/vnd.schemaorg.ld+json"


def fetch_schema_org(doi: str) -> dict[str, Any]:
    """Return a DataCite DOI's metadata as JSON-LD. Crossref does not offer it.

    Raises LookupError for an unregistered DOI, RuntimeError for any other answer.
    https://support.datacite.org/docs/datacite-content-resolver
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    headers = {"Accept": SCHEMA_ORG, "User-Agent": contact}
    address = f"https://doi.org/{quote(doi)}"
    response = requests.get(address, headers=headers, timeout=30)
    # endregion
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    media_type = response.headers.get("Content-Type", "")
    if response.status_code != 200 or not media_type.startswith(SCHEMA_ORG):
        raise RuntimeError(f"{response.url}: {response.status_code} {media_type}")
    return dict(response.json())


if __name__ == "__main__":
    # region excerpt
    document = fetch_schema_org("10.1594/PANGAEA.902845")
    print(document["@type"], document["@id"], document["name"], sep="\n")
    # endregion
