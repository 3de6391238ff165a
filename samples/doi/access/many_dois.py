"""Get the metadata of many DOIs, politely and with retries."""

import os
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry

BUSY = (429, 500, 502, 503, 504)


class PatientRetry(Retry):
    def get_backoff_time(self) -> float:
        return max(1.0, super().get_backoff_time())  # urllib3 repeats at once, first


def fetch_works(dois: list[str]) -> Iterator[dict[str, Any]]:
    """Yield each Crossref DOI's metadata, no faster than the answers allow.

    Unknown DOIs are left out. Raises RuntimeError after all retries.
    https://www.crossref.org/documentation/retrieve-metadata/rest-api/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    session = requests.Session()
    session.headers.update({"Accept": "application/json", "User-Agent": contact})
    # region excerpt
    retry = PatientRetry(
        5, backoff_factor=1, status_forcelist=BUSY, raise_on_status=False
    )
    session.mount("https://", HTTPAdapter(max_retries=retry))
    for doi in dois:
        address = f"https://api.crossref.org/works/{quote(doi, safe='')}"
        response = session.get(address, timeout=30)
        if response.status_code == 200:
            yield response.json()["message"]
        elif response.status_code != 404:
            raise RuntimeError(f"{doi}: {response.status_code}, after all retries")
        # endregion
        rate = float(response.headers.get("X-Rate-Limit-Limit", 1))  # requests
        interval = response.headers.get("X-Rate-Limit-Interval", "1s")
        time.sleep(float(interval.rstrip("s")) / rate)


if __name__ == "__main__":
    dois = ["10.1371/journal.pone.0033693", "10.1371/notarealdoi", "10.1038/srep16696"]
    for work in fetch_works(dois):
        print(work["DOI"], "|", (work.get("title") or ["untitled"])[0][:60])
