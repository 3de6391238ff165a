"""Get the metadata of several DataCite DOIs in one request."""

import os
from typing import Any

import requests


def fetch_dois(dois: list[str]) -> dict[str, Any]:
    """Return the records of these DOIs, by DOI; those that DataCite lacks are absent.

    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {"ids": ",".join(dois), "page[size]": str(len(dois))}
    headers = {"Accept": "application/vnd.api+json", "User-Agent": contact}
    address = "https://api.datacite.org/dois"
    response = requests.get(address, params=params, headers=headers, timeout=60)
    # endregion
    response.raise_for_status()
    return {record["id"]: record["attributes"] for record in response.json()["data"]}


if __name__ == "__main__":
    wanted = ["10.5061/dryad.8515", "10.5438/h16y-3d72", "10.5061/not-there"]
    found = fetch_dois(wanted)
    for doi in wanted:
        titles = found.get(doi, {}).get("titles") or [{"title": "not found"}]
        print(doi, "|", titles[0]["title"])
