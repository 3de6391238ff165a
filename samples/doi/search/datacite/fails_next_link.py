"""Notice that DataCite's next link drops your parameters."""

import os
from typing import Any

import requests

DOIS = "https://api.datacite.org/dois"


def fetch_page(url: str, params: dict[str, str] | None = None) -> dict[str, Any]:
    """Return a page of DOIs.

    `links.next` lacks sort, user-id and others: count page[number] up yourself.
    https://support.datacite.org/docs/pagination
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    headers = {"Accept": "application/vnd.api+json", "User-Agent": contact}
    response = requests.get(url, params=params, headers=headers, timeout=60)
    response.raise_for_status()
    return dict(response.json())


if __name__ == "__main__":
    # region excerpt
    asked = {"user-id": "0000-0002-1825-0097", "sort": "title", "page[size]": "1"}
    first = fetch_page(DOIS, asked)
    by_link = fetch_page(first["links"]["next"])
    by_number = fetch_page(DOIS, {**asked, "page[number]": "2"})
    # endregion
    print("page 1:             ", first["meta"]["total"], "DOIs of one person")
    print("page 2 by that link:", by_link["meta"]["total"], "DOIs of anybody")
    print("page 2 by number:   ", by_number["meta"]["total"])
