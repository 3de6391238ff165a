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
    response = requests.get(
        "https://api.datacite.org/dois",
        params={
            "query": query,
            "page[number]": str(number),
            "page[size]": str(size),
            "sort": "created",
        },
        headers={"Accept": "application/vnd.api+json", "User-Agent": contact},
        timeout=60,
    )
    # endregion
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    return dict(response.json())


if __name__ == "__main__":
    for number, size in ((1, 5), (2, 5), (999, 1000)):
        page = fetch_page("data", number, size)
        came = page["meta"]["page"]
        print(f"asked for page {number}, got {came}: {len(page['data'])} records")
