"""Count DataCite DOIs by type, year and licence."""

import os
from typing import Any

import requests

DOIS = "https://api.datacite.org/dois"


def count_by(query: str, facets: str) -> dict[str, list[dict[str, Any]]]:
    """Return the buckets of each facet: name, title and how many DOIs. Facets are off unless asked for.

    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        DOIS,
        params={"query": query, "page[size]": "0", "disable-facets": "false", "facets": facets},
        headers={"Accept": "application/vnd.api+json", "User-Agent": contact},
        timeout=60,
    )
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}: {response.text[:200]}")
    meta = response.json()["meta"]
    return {name: meta.get(name, []) for name in facets.split(",")}


if __name__ == "__main__":
    for name, buckets in count_by("data", "resourceTypes,published,licenses").items():
        counts = ", ".join(f"{bucket['title']} {bucket['count']}" for bucket in buckets[:4])
        print(f"{name}: {counts}")
