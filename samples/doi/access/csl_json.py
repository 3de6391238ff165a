"""Get a DOI's metadata as JSON (CSL JSON)."""

import os
from typing import Any
from urllib.parse import quote

import requests

CSL_JSON = "application/vnd.citationstyles.csl+json"


def fetch_csl_json(doi: str) -> dict[str, Any]:
    """Return a DOI's metadata as its registration agency holds it.

    Raises LookupError for an unregistered DOI, RuntimeError for any other answer.
    https://citation.doi.org/docs.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    headers = {"Accept": CSL_JSON, "User-Agent": contact}
    address = f"https://doi.org/{quote(doi)}"
    response = requests.get(address, headers=headers, timeout=30)
    # endregion
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    media_type = response.headers.get("Content-Type", "")
    if response.status_code != 200 or not media_type.startswith(CSL_JSON):
        raise RuntimeError(f"{response.url}: {response.status_code} {media_type}")
    return dict(response.json())


if __name__ == "__main__":
    # region excerpt
    item = fetch_csl_json("10.1126/science.169.3946.635")
    print("title:  ", item.get("title"))
    print("journal:", item.get("container-title"), item.get("volume"))
    print("issued: ", item["issued"]["date-parts"][0])
    print("type:   ", item["type"])
    # endregion
