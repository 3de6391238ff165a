"""Harvest what changed at Crossref since the last time."""

import os
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry

BUSY = (429, 500, 502, 503, 504)


def harvest_changes(since: str, rows: int = 1000) -> Iterator[dict[str, Any]]:
    """Yield every work that was indexed on day `since` or later, whatever changed.

    Only the index date moves with every change. Days are inclusive, and an hour may be
    named, too (2026-06-01T12): begin where the last harvest began.
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
        filters = f"from-index-date:{since}"
        asked = {"filter": filters, "rows": str(rows), "cursor": cursor}
        response = session.get(
            "https://api.crossref.org/works", params=asked, timeout=90
        )
        if response.status_code != 200:
            raise RuntimeError(f"Crossref answered {response.status_code}")
        message = response.json()["message"]
        cursor, received = message["next-cursor"], len(message["items"])
        yield from message["items"]
        time.sleep(1)  # the pace of lists
    # endregion


if __name__ == "__main__":
    for work in islice(harvest_changes("2026-06-01", rows=2), 4):
        print(work["indexed"]["date-time"], work["DOI"])
