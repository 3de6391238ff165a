"""Sort Crossref works by citations or by date."""

import os
from typing import Any

import requests


def sort_works(words: str, field: str, order: str = "desc") -> list[dict[str, Any]]:
    """Return the first three works in the order of a field.

    Sorting by anything but score puts weak matches first: ask for rare words.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {"query.title": words, "sort": field, "order": order, "rows": "3"}
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = "https://api.crossref.org/works"
    response = requests.get(address, params=params, headers=headers, timeout=30)
    # endregion
    response.raise_for_status()
    return list(response.json()["message"]["items"])


if __name__ == "__main__":
    for work in sort_works("widget", "is-referenced-by-count"):
        print(work["is-referenced-by-count"], (work.get("title") or ["untitled"])[0])
    for work in sort_works("widget", "published", "asc"):
        print(work["issued"]["date-parts"][0], (work.get("title") or ["untitled"])[0])
