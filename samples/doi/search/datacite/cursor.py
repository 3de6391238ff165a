"""Get all results of a DataCite search with a cursor."""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry

BUSY = (429, 500, 502, 503, 504)


def fetch_all(params: dict[str, str], size: int = 1000) -> Iterator[list[Any]]:
    """Yield page after page, oldest records first. A busy service is asked again.

    Only the cursor is read from `links.next`: the link forgets some parameters.
    https://support.datacite.org/docs/pagination
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    session = requests.Session()
    session.headers.update(
        {"User-Agent": contact, "Accept": "application/vnd.api+json"}
    )
    retry = Retry(5, backoff_factor=1, status_forcelist=BUSY, raise_on_status=False)
    session.mount("https://", HTTPAdapter(max_retries=retry))
    # region excerpt
    cursor: str | None = "1"
    while cursor:
        asked = {**params, "page[size]": str(size), "page[cursor]": cursor}
        response = session.get(
            "https://api.datacite.org/dois", params=asked, timeout=60
        )
        if response.status_code != 200:
            raise RuntimeError(f"DataCite answered {response.status_code}")
        answer = response.json()
        yield answer["data"]
        following = parse_qs(urlsplit(answer["links"].get("next", "")).query)
        cursor = following.get("page[cursor]", [None])[0]
    # endregion


if __name__ == "__main__":
    search = {"query": "publisher:PANGAEA", "fields[dois]": "titles"}
    for page in fetch_all(search, size=8):
        print(f"{len(page)} records, first: {page[0]['id'] if page else 'none'}")
