"""List a journal's works by its ISSN."""

import os
from typing import Any

import requests


def list_journal_works(issn: str, rows: int = 20) -> dict[str, Any]:
    """Return the message with a journal's newest works; either of its ISSNs will do.

    Raises LookupError for an ISSN that Crossref does not know.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {"rows": str(rows), "sort": "published", "order": "desc"}
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = f"https://api.crossref.org/journals/{issn}/works"
    response = requests.get(address, params=params, headers=headers, timeout=60)
    # endregion
    if response.status_code == 404:
        raise LookupError(f"Crossref has no journal {issn}")
    response.raise_for_status()
    return dict(response.json()["message"])


if __name__ == "__main__":
    for work in list_journal_works("1476-4687", rows=3)["items"]:
        year = work["issued"]["date-parts"][0][0]
        print(year, work["DOI"], (work.get("title") or ["untitled"])[0])
