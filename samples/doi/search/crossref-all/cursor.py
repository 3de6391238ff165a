"""Get all results of a Crossref search with a cursor (deep paging)."""

import os
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry

BUSY = (429, 500, 502, 503, 504)


def fetch_all(words: str, rows: int = 1000) -> Iterator[list[dict[str, Any]]]:
    """Yield page after page; the last one has fewer works than `rows`.

    The same cursor may come back with every page: do not stop because it repeats. One
    that is not used for five minutes expires.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    session = requests.Session()
    session.headers.update({"User-Agent": contact, "Accept": "application/json"})
    retry = Retry(5, backoff_factor=1, status_forcelist=BUSY, raise_on_status=False)
    session.mount("https://", HTTPAdapter(max_retries=retry))
    cursor, received = "*", rows
    # region excerpt
    while received == rows:
        asked = {"query": words, "rows": str(rows), "cursor": cursor}
        response = session.get(
            "https://api.crossref.org/works", params=asked, timeout=60
        )
        if response.status_code != 200:
            raise RuntimeError(f"Crossref answered {response.status_code}")
        message = response.json()["message"]
        cursor, received = message["next-cursor"], len(message["items"])
        if received:
            yield message["items"]
        time.sleep(1)  # the pace of lists
    # endregion


if __name__ == "__main__":
    for page in islice(fetch_all("widget", rows=20), 3):
        print(f"{len(page):2} works, first: {page[0]['DOI']}")
