"""List the notices that retract or correct other works."""

import os
from typing import Any

import requests

WORKS = "https://api.crossref.org/works"


def find_notices(filters: str) -> list[dict[str, Any]]:
    """Return notices: `update-type:retraction` for all of a kind, `updates:DOI` for those about one work.

    https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        WORKS,
        params={"filter": filters, "select": "DOI,title,update-to", "rows": "100"},
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
    for filters in ("update-type:retraction", "updates:10.1371/journal.pone.0033693"):
        for notice in find_notices(filters):
            for update in notice["update-to"]:
                print(f"{notice['DOI']}\n  {update['label'].lower()} of {update['DOI']} ({update['source']})")
