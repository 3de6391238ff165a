"""Page through every result of a Crossref search with a cursor (deep paging)."""

import os
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

import requests

WORKS = "https://api.crossref.org/works"


def fetch_all(words: str, rows: int = 1000) -> Iterator[list[dict[str, Any]]]:
    """Yield page after page; the last one has fewer works than `rows`.

    The cursor is a bookmark on the server: the same value comes back with every page, so do not stop
    because it repeats. It must be percent-encoded, which `params` does.
    https://api.crossref.org/swagger-ui/index.html
    """
    with requests.Session() as session:
        session.headers["Accept"] = "application/json"
        session.headers["User-Agent"] = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
        cursor = "*"
        while True:
            params = {"query": words, "rows": str(rows), "cursor": cursor}
            response = session.get(WORKS, params=params, timeout=60)
            if response.status_code != 200:
                raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
            message = response.json()["message"]
            if message["items"]:
                yield message["items"]
            if len(message["items"]) < rows:
                return
            cursor = message["next-cursor"]
            time.sleep(1)  # the pace of lists; with a contact it may be three a second


if __name__ == "__main__":
    dois: set[str] = set()
    for page in islice(fetch_all("widget", rows=20), 3):
        dois.update(work["DOI"] for work in page)
        print(f"{len(page):2} works, first: {page[0]['DOI']}")
    print(len(dois), "different works")
