"""Page through DataCite results, up to 10,000."""

import os
from typing import Any

import requests


def fetch_page(query: str, number: int, size: int) -> dict[str, Any]:
    """Return one page, with `meta.page` as the page that really came.

    Pages end at 10,000 records: a page beyond is no error, the last one comes again.
    https://support.datacite.org/docs/pagination
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {"query": query, "sort": "created"}
    params |= {"page[number]": str(number), "page[size]": str(size)}
    headers = {"Accept": "application/vnd.api+json", "User-Agent": contact}
    address = "https://api.datacite.org/dois"
    response = requests.get(address, params=params, headers=headers, timeout=60)
    # endregion
    response.raise_for_status()
    return dict(response.json())


if __name__ == "__main__":
    for number, size in ((1, 5), (2, 5), (999, 1000)):
        page = fetch_page("data", number, size)
        came = page["meta"]["page"]
        print(f"asked for page {number}, got {came}: {len(page['data'])} records")
