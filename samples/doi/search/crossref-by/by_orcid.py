"""Find a person's Crossref works by ORCID iD."""

import os
from typing import Any

import requests

WORKS = "https://api.crossref.org/works"


def find_by_orcid(orcid_id: str) -> list[dict[str, Any]]:
    """Return the newest works that name this iD; those whose publisher did not send the iD are missing.

    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        WORKS,
        params={"filter": f"orcid:{orcid_id}", "sort": "published", "rows": "100"},
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=60,
    )
    if response.status_code == 400:
        raise ValueError(response.json()["message"][0]["message"])
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    items: list[dict[str, Any]] = response.json()["message"]["items"]
    return items


if __name__ == "__main__":
    for work in find_by_orcid("0000-0002-1825-0097"):
        people = [*work.get("author", []), *work.get("editor", [])]
        mine = [one for one in people if one.get("ORCID", "").endswith("0000-0002-1825-0097")]
        proof = "authenticated" if any(one["authenticated-orcid"] for one in mine) else "not authenticated"
        print(work["DOI"], "|", " ".join(work["title"])[:50], "|", proof)
