"""Find a person's Crossref works by ORCID iD."""

import os
from typing import Any

import requests


def find_by_orcid(orcid: str) -> list[dict[str, Any]]:
    """Return the newest works that name this iD, 100 at most.

    Works whose publisher did not send the iD are missing.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {"filter": f"orcid:{orcid}", "sort": "published", "rows": "100"}
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = "https://api.crossref.org/works"
    response = requests.get(address, params=params, headers=headers, timeout=60)
    # endregion
    if response.status_code == 400:
        raise ValueError(response.json()["message"][0]["message"])
    response.raise_for_status()
    return list(response.json()["message"]["items"])


if __name__ == "__main__":
    for work in find_by_orcid("0000-0002-1825-0097"):
        print(work["DOI"], "|", (work.get("title") or ["untitled"])[0][:50])
