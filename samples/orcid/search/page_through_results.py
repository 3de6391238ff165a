"""Read every search result, page by page."""

from collections.abc import Iterator
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry

SEARCH = "https://pub.orcid.org/v3.0/search"
LAST_START = 10_000  # without a token
BUSY = (500, 502, 503, 504)  # not 429: the day's quota is used up


def find_all(query: str, rows: int = 1000) -> Iterator[str]:
    """Yield all iDs that match a query. `rows` is 1 to 1000.

    Raises OverflowError where more match than ORCID gives without a token,
    RuntimeError after all retries.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/search.md
    """
    session = requests.Session()
    session.headers["Accept"] = "application/json"
    retry = Retry(5, backoff_factor=1, status_forcelist=BUSY, raise_on_status=False)
    session.mount("https://", HTTPAdapter(max_retries=retry))
    # region excerpt
    page: dict[str, Any] = {"q": query, "sort": "orcid asc", "start": 0, "rows": rows}
    found = 1
    while page["start"] < found:
        response = session.get(SEARCH, params=page, timeout=30)
        if response.status_code != 200:
            raise RuntimeError(f"ORCID answered {response.status_code}")
        found = response.json()["num-found"]
        if found > LAST_START // rows * rows + rows:  # the end of the last page
            raise OverflowError(f"{found} records match: narrow the query")
        for result in response.json()["result"] or []:
            yield result["orcid-identifier"]["path"]
        page["start"] += rows  # not rows + 1: that loses a record in each page
    # endregion


if __name__ == "__main__":
    ids = list(find_all("ror-org-id:*", rows=3))
    print(len(ids), "iDs,", len(set(ids)), "different")
    print(*ids[:3], "…")
