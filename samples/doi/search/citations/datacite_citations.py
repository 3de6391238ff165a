"""Find who cites datasets, at DataCite."""

import os
from urllib.parse import quote

import requests


def list_citations(doi: str) -> tuple[int, list[str]]:
    """Return how often a DataCite DOI is cited, and the DOIs that cite it.

    https://support.datacite.org/docs/consuming-citations-and-references
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    headers = {"Accept": "application/vnd.api+json", "User-Agent": contact}
    address = f"https://api.datacite.org/dois/{quote(doi, safe='')}"
    response = requests.get(address, headers=headers, timeout=30)
    # endregion
    if response.status_code == 404:
        raise LookupError(f"{doi} is not at DataCite")
    response.raise_for_status()
    # region excerpt
    record = response.json()["data"]
    citing = record["relationships"].get("citations", {}).get("data") or []
    return record["attributes"]["citationCount"], [one["id"] for one in citing]
    # endregion


if __name__ == "__main__":
    count, citing = list_citations("10.5061/dryad.8515")
    print("cited", count, "time(s), by", *citing)
