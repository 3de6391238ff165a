"""Count DataCite DOIs by type, year or licence."""

import os
from typing import Any

import requests


def count_by(query: str, facets: str) -> dict[str, list[dict[str, Any]]]:
    """Return the buckets of each facet: id, title and how many DOIs.

    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {"query": query, "facets": facets, "page[size]": "0"}
    params["disable-facets"] = "false"  # they are off unless asked for
    headers = {"Accept": "application/vnd.api+json", "User-Agent": contact}
    address = "https://api.datacite.org/dois"
    response = requests.get(address, params=params, headers=headers, timeout=60)
    # endregion
    response.raise_for_status()
    meta = response.json()["meta"]
    return {name: meta.get(name, []) for name in facets.split(",")}


if __name__ == "__main__":
    for name, buckets in count_by("data", "resourceTypes,published,licenses").items():
        counts = ", ".join(f"{one['title']} {one['count']}" for one in buckets[:4])
        print(f"{name}: {counts}")
