"""See what DataCite's next link forgets."""

import os
from typing import Any

import requests

DOIS = "https://api.datacite.org/dois"


def fetch_json(url: str, params: dict[str, str] | None = None) -> dict[str, Any]:
    """Return a page of DOIs.

    `links.next` is built from a fixed list of parameters: sort, user-id, state, include and others are
    not on it. Keep your own parameters, and count page[number] up yourself.
    https://support.datacite.org/docs/pagination
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        url, params=params, headers={"Accept": "application/vnd.api+json", "User-Agent": contact}, timeout=60
    )
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}: {response.text[:200]}")
    page: dict[str, Any] = response.json()
    return page


if __name__ == "__main__":
    asked = {"user-id": "0000-0002-1825-0097", "sort": "title", "page[size]": "1"}
    first = fetch_json(DOIS, asked)
    print("page 1:             ", first["meta"]["total"], "DOIs of one person")
    print("links.next:         ", first["links"]["next"])
    print("page 2 by that link:", fetch_json(first["links"]["next"])["meta"]["total"], "DOIs of anybody")
    print("page 2 by number:   ", fetch_json(DOIS, {**asked, "page[number]": "2"})["meta"]["total"])
