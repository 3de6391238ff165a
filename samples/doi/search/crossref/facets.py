"""Count Crossref works by type or year, without fetching them."""

import os

import requests


def count_works(words: str, facet: str) -> dict[str, dict[str, int]]:
    """Return for each facet its most frequent values and how many works have them.

    Crossref may take too long (504): ask for fewer facets or values.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {"query": words, "rows": "0", "facet": facet}
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = "https://api.crossref.org/works"
    response = requests.get(address, params=params, headers=headers, timeout=60)
    # endregion
    response.raise_for_status()
    facets = response.json()["message"]["facets"]
    return {name: found["values"] for name, found in facets.items()}


if __name__ == "__main__":
    for name, values in count_works("widget", "type-name:3,published:3").items():
        print(f"{name}: {values}")
