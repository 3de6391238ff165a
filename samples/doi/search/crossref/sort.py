"""Sort Crossref works by citations or by date."""

import os
from typing import Any

import requests

WORKS = "https://api.crossref.org/works"


def sort_works(words: str, field: str, order: str = "desc") -> list[dict[str, Any]]:
    """Return the first three works in the order of a field, such as published or is-referenced-by-count.

    Sorting by anything but score puts weak matches first, so ask for words that are rare enough.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        WORKS,
        params={"query.title": words, "sort": field, "order": order, "rows": "3"},
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=30,
    )
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    items: list[dict[str, Any]] = response.json()["message"]["items"]
    return items


if __name__ == "__main__":
    for work in sort_works("widget", "is-referenced-by-count"):
        print(work["is-referenced-by-count"], "citations |", " ".join(work["title"])[:70])
    for work in sort_works("widget", "published", "asc"):
        print(work["published"]["date-parts"][0], "|", " ".join(work["title"])[:70])
