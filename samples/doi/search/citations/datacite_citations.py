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
    response = requests.get(
        f"https://api.datacite.org/dois/{quote(doi, safe='')}",
        headers={"Accept": "application/vnd.api+json", "User-Agent": contact},
        timeout=30,
    )
    # endregion
    if response.status_code == 404:
        raise LookupError(f"{doi} is not at DataCite")
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    # region excerpt
    record = response.json()["data"]
    citing = record["relationships"].get("citations", {}).get("data") or []
    return record["attributes"]["citationCount"], [one["id"] for one in citing]
    # endregion


if __name__ == "__main__":
    count, citing = list_citations("10.5061/dryad.8515")
    print("cited", count, "time(s), by", *citing)
