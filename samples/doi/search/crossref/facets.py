"""Count Crossref works by type and year, without fetching them."""

import os
from typing import Any

import requests

WORKS = "https://api.crossref.org/works"


def count_works(words: str, facet: str) -> dict[str, dict[str, int]]:
    """Return, for each facet asked for, its most frequent values and how many works have them.

    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        WORKS,
        params={"query": words, "rows": "0", "facet": facet},
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=60,
    )
    if response.status_code == 504:
        raise RuntimeError("Crossref took too long: ask for fewer facets or fewer values")
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    facets: dict[str, Any] = response.json()["message"]["facets"]
    return {name: found["values"] for name, found in facets.items()}


if __name__ == "__main__":
    for name, values in count_works("widget", "type-name:*,published:3").items():
        print(name)
        for value, works in values.items():
            print(f"  {works:3}  {value}")
