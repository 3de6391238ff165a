"""Fetch many known DOIs in one list request."""

import os
from typing import Any

import requests

WORKS = "https://api.crossref.org/works"


def fetch_works(dois: list[str]) -> dict[str, dict[str, Any]]:
    """Return the works Crossref has, by DOI in lower case; take about 50 DOIs at a time.

    Every DOI needs its own `doi:`. One with a comma in it cannot be asked for in this way.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        WORKS,
        params={"filter": ",".join(f"doi:{doi}" for doi in dois), "rows": str(len(dois))},
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=30,
    )
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    return {work["DOI"].lower(): work for work in response.json()["message"]["items"]}


if __name__ == "__main__":
    asked = ["10.1371/journal.pone.0033693", "10.1038/NATURE14539", "10.1371/notarealdoi"]
    works = fetch_works(asked)
    for doi in asked:
        work = works.get(doi.lower())
        print(doi, "→", " ".join(work["title"])[:60] if work else "not at Crossref")
