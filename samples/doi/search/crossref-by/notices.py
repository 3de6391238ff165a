"""Find retraction and correction notices at Crossref."""

import os
from typing import Any

import requests


def find_notices(filters: str) -> list[dict[str, Any]]:
    """Return notices: `update-type:retraction` for all of a kind, `updates:DOI` for
    those about one work.

    https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {"filter": filters, "select": "DOI,title,update-to", "rows": "100"}
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = "https://api.crossref.org/works"
    response = requests.get(address, params=params, headers=headers, timeout=60)
    # endregion
    if response.status_code == 400:
        raise ValueError(response.json()["message"][0]["message"])
    response.raise_for_status()
    return list(response.json()["message"]["items"])


if __name__ == "__main__":
    for filters in ("update-type:retraction", "updates:10.1371/journal.pone.0033693"):
        for notice in find_notices(filters):
            for update in notice["update-to"]:
                print(update["label"], "of", update["DOI"], f"({update['source']})")
