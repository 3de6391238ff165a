"""Page through DataCite, and notice the ceiling."""

import os
from typing import Any

import requests

DOIS = "https://api.datacite.org/dois"


def fetch_page(query: str, number: int, size: int) -> dict[str, Any]:
    """Return one page, with `meta.page` as the page that really came.

    Pages end at 10,000 records. A page beyond is no error: the last allowed one comes again.
    https://support.datacite.org/docs/pagination
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        DOIS,
        params={"query": query, "page[number]": str(number), "page[size]": str(size), "sort": "created"},
        headers={"Accept": "application/vnd.api+json", "User-Agent": contact},
        timeout=60,
    )
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}: {response.text[:200]}")
    page: dict[str, Any] = response.json()
    return page


if __name__ == "__main__":
    for number, size in ((1, 5), (2, 5), (999, 1000)):
        page = fetch_page("data", number, size)
        came = page["meta"]["page"]
        warning = "" if came == number else f"  asked for {number}: beyond the ceiling"
        print(f"page {came} of {page['meta']['totalPages']}: {len(page['data'])} records{warning}")
