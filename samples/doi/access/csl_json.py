"""Fetch a DOI's metadata as CSL JSON."""

import os
from typing import Any
from urllib.parse import quote

import requests

RESOLVER = "https://doi.org/"
CSL_JSON = "application/vnd.citationstyles.csl+json"


def fetch_csl_json(doi: str) -> dict[str, Any]:
    """Return a DOI's metadata as its registration agency holds it.

    Raises LookupError for a DOI that is not registered, RuntimeError for any answer
    but CSL JSON.
    https://citation.doi.org/docs.html
    """
    headers = {
        "Accept": CSL_JSON,
        "User-Agent": f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})",
    }
    response = requests.get(RESOLVER + quote(doi), headers=headers, timeout=30)
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    if response.status_code != 200 or media_type != CSL_JSON:
        raise RuntimeError(f"{response.url}: {response.status_code} {media_type}")
    item: dict[str, Any] = response.json()
    return item


if __name__ == "__main__":
    item = fetch_csl_json("10.1126/science.169.3946.635")
    print("title:  ", item["title"])
    print("authors:", "; ".join(author["family"] for author in item["author"]))
    print("journal:", item["container-title"], item["volume"], item["issue"], item["page"])
    print("issued: ", item["issued"]["date-parts"][0])
    print("type:   ", item["type"])
