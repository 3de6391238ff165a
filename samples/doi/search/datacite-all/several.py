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
    response = requests.get(
        "https://api.datacite.org/dois",
        params={"ids": ",".join(dois), "page[size]": str(len(dois))},
        headers={"Accept": "application/vnd.api+json", "User-Agent": contact},
        timeout=60,
    )
    # endregion
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    return {record["id"]: record["attributes"] for record in response.json()["data"]}


if __name__ == "__main__":
    wanted = ["10.5061/dryad.8515", "10.5438/h16y-3d72", "10.5061/not-there"]
    found = fetch_dois(wanted)
    for doi in wanted:
        titles = found.get(doi, {}).get("titles") or [{"title": "not found"}]
        print(doi, "|", titles[0]["title"])
