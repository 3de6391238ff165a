"""Fetch a DOI's metadata as CSL JSON."""

import os
from typing import Any
from urllib.parse import quote

import requests

RESOLVER = "https://doi.org/"
CSL_JSON = "application/vnd.citationstyles.csl+json"


def fetch_csl_json(doi: str) -> dict[str, Any]:
    """Return a DOI's metadata as its registration agency holds it.

    Raises LookupError for a DOI that is not registered and RuntimeError for any answer but CSL JSON.
    https://citation.doi.org/docs.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        RESOLVER + quote(doi), headers={"Accept": CSL_JSON, "User-Agent": contact}, timeout=30
    )
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    if response.status_code != 200 or media_type != CSL_JSON:
        raise RuntimeError(f"{response.url} answered {response.status_code} with {media_type}")
    item: dict[str, Any] = response.json()
    return item


if __name__ == "__main__":
    item = fetch_csl_json("10.1126/science.169.3946.635")
    print("title:  ", item["title"])
    print("authors:", "; ".join(f"{author['family']}, {author['given']}" for author in item["author"]))
    print("in:     ", item["container-title"], item["volume"], f"({item['issue']}), {item['page']}")
    print("issued: ", item["issued"]["date-parts"][0])
    print("type:   ", item["type"])
