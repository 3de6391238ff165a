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
    wanted = ",".join(f"doi:{doi}" for doi in dois)
    params = {"filter": wanted, "rows": str(len(dois))}
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = "https://api.crossref.org/works"
    response = requests.get(address, params=params, headers=headers, timeout=30)
    # endregion
    response.raise_for_status()
    return {work["DOI"].lower(): work for work in response.json()["message"]["items"]}


if __name__ == "__main__":
    asked = ["10.1371/journal.pone.0033693", "10.1038/NATURE14539", "10.1371/notadoi"]
    works = fetch_works(asked)
    for doi in asked:
        print(doi, "→", "found" if doi.lower() in works else "not there, or an alias")
