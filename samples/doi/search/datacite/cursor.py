"""Fetch every result of a DataCite search with a cursor."""

import os
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

DOIS = "https://api.datacite.org/dois"


def fetch_all(params: dict[str, str], size: int = 1000) -> Iterator[list[dict[str, Any]]]:
    """Yield page after page, oldest records first; the last page has no `links.next`.

    Only the cursor is read from that link, since the link itself forgets some parameters.
    https://support.datacite.org/docs/pagination
    """
    with requests.Session() as session:
        session.headers["Accept"] = "application/vnd.api+json"
        session.headers["User-Agent"] = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
        cursor: str | None = "1"
        while cursor:
            asked = {**params, "page[size]": str(size), "page[cursor]": cursor}
            response = session.get(DOIS, params=asked, timeout=60)
            if response.status_code != 200:
                raise RuntimeError(f"DataCite answered {response.status_code}: {response.text[:200]}")
            answer = response.json()
            yield answer["data"]
            following = parse_qs(urlsplit(answer["links"].get("next", "")).query)
            cursor = following.get("page[cursor]", [None])[0]


if __name__ == "__main__":
    dois: set[str] = set()
    asked = {"query": "publisher:PANGAEA", "fields[dois]": "titles"}
    for page in islice(fetch_all(asked, size=8), 3):
        dois.update(record["id"] for record in page)
        print(f"{len(page)} records, first: {page[0]['id'] if page else 'none'}")
    print(len(dois), "different DOIs")
