"""Get only the fields you need from Crossref (select)."""

import os
from typing import Any

import requests


def search_for_titles(words: str) -> list[dict[str, Any]]:
    """Return DOI and title of the 20 best works; what a work lacks is left out of it.

    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {"query": words, "select": "DOI,title"}
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = "https://api.crossref.org/works"
    response = requests.get(address, params=params, headers=headers, timeout=30)
    # endregion
    response.raise_for_status()
    return list(response.json()["message"]["items"])


if __name__ == "__main__":
    for work in search_for_titles("ecology"):
        print(work["DOI"], "|", (work.get("title") or ["untitled"])[0])
