"""Get many known DOIs from Crossref in one request."""

import os
from typing import Any

import requests


def fetch_works(dois: list[str]) -> dict[str, dict[str, Any]]:
    """Return works by DOI in lower case; take about 50 DOIs at a time.

    Aliases of another DOI are left out: ask for what is missing at /works/{doi}. A DOI
    with a comma in it cannot be asked for in this way.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    response = requests.get(
        "https://api.crossref.org/works",
        params={
            "filter": ",".join(f"doi:{doi}" for doi in dois),
            "rows": str(len(dois)),
        },
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=30,
    )
    # endregion
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}")
    return {work["DOI"].lower(): work for work in response.json()["message"]["items"]}


if __name__ == "__main__":
    asked = ["10.1371/journal.pone.0033693", "10.1038/NATURE14539", "10.1371/notadoi"]
    works = fetch_works(asked)
    for doi in asked:
        work = works.get(doi.lower())
        print(doi, "→", "found" if work else "not at Crossref, or an alias")
