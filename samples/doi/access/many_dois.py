"""Fetch the metadata of many DOIs, politely."""

import os
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry

WORKS = "https://api.crossref.org/works/"


class PatientRetry(Retry):
    def get_backoff_time(self) -> float:
        return max(1.0, super().get_backoff_time())  # urllib3 itself sends the first repeat at once


def fetch_works(dois: list[str]) -> Iterator[dict[str, Any]]:
    """Yield each Crossref DOI's metadata, no faster than the answers allow; unknown ones are left out.

    429 and 503 are tried again, after Retry-After or after longer and longer pauses.
    https://www.crossref.org/documentation/retrieve-metadata/rest-api/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    retry = PatientRetry(5, backoff_factor=1, status_forcelist=(429, 503), raise_on_status=False)
    with requests.Session() as session:
        session.mount("https://", HTTPAdapter(max_retries=retry))
        session.headers.update({"Accept": "application/json", "User-Agent": contact})
        for doi in dois:
            response = session.get(WORKS + quote(doi, safe=""), timeout=30)
            if response.status_code == 200:
                yield response.json()["message"]
            elif response.status_code != 404:
                raise RuntimeError(f"{doi}: {response.status_code}, after all retries")
            requests_allowed = int(response.headers.get("X-Rate-Limit-Limit", 1))
            interval = response.headers.get("X-Rate-Limit-Interval", "1s")
            time.sleep(float(interval.rstrip("s")) / requests_allowed)


if __name__ == "__main__":
    for work in fetch_works(["10.1371/journal.pone.0033693", "10.1371/notarealdoi", "10.1038/srep16696"]):
        print(work["DOI"], "|", " ".join(work["title"])[:60])
