"""Harvest what changed at DataCite since the last time."""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry

BUSY = (429, 500, 502, 503, 504)


def harvest_changes(since: str, until: str, size: int = 1000) -> Iterator[Any]:
    """Yield every record that was updated between two moments, both included.

    Begin where the last harvest ended. A DOI that was hidden since is not among them.
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
    search = {"query": f"updated:[{since} TO {until}]", "page[size]": str(size)}
    whole = {"affiliation": "true", "publisher": "true"}
    cursor: str | None = "1"
    while cursor:
        response = session.get(
            "https://api.datacite.org/dois",
            params={**search, **whole, "page[cursor]": cursor},
            timeout=60,
        )
        # endregion
        if response.status_code != 200:
            raise RuntimeError(f"DataCite answered {response.status_code}")
        answer = response.json()
        yield from answer["data"]
        following = parse_qs(urlsplit(answer["links"].get("next", "")).query)
        cursor = following.get("page[cursor]", [None])[0]


if __name__ == "__main__":
    day = ("2022-07-05T21:30:00Z", "2022-07-05T23:59:59Z")
    for record in harvest_changes(*day, size=5):
        print(record["attributes"]["updated"], record["id"])
