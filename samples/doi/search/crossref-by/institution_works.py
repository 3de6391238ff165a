"""Find an institution's Crossref works by ROR id."""

import os
from typing import Any

import requests


def find_by_ror(ror_id: str) -> list[dict[str, Any]]:
    """Return works that carry this ROR id, mostly at an affiliation, 100 at most.

    Most records name institutions without an id: these are not found.
    https://www.crossref.org/documentation/retrieve-metadata/rest-api/rest-api-filters/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {"filter": f"ror-id:{ror_id}", "rows": "100"}
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = "https://api.crossref.org/works"
    response = requests.get(address, params=params, headers=headers, timeout=60)
    # endregion
    response.raise_for_status()
    return list(response.json()["message"]["items"])


if __name__ == "__main__":
    for work in find_by_ror("https://ror.org/05gq02987"):
        print(work["DOI"], "|", (work.get("title") or ["untitled"])[0][:50])
