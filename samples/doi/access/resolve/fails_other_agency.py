"""Ask Crossref for a DOI of another agency."""

import os
from typing import Any
from urllib.parse import quote

import requests

WORKS = "https://api.crossref.org/works/"


def fetch_crossref_work(doi: str) -> dict[str, Any]:
    """Return a work of Crossref's.

    Raises LookupError where Crossref does not have the DOI. That 404 is plain text, so
    json() would fail on it, and it does not mean that the DOI is unknown: another agency
    may have registered it.
    https://www.crossref.org/documentation/retrieve-metadata/rest-api/
    """
    headers = {
        "Accept": "application/json",
        "User-Agent": f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})",
    }
    response = requests.get(WORKS + quote(doi, safe=""), headers=headers, timeout=30)
    if response.status_code == 404:
        raise LookupError(f"404 {response.headers['Content-Type']}: {response.text}")
    response.raise_for_status()
    work: dict[str, Any] = response.json()["message"]
    return work


if __name__ == "__main__":
    doi, contact = "10.5281/zenodo.8347772", f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    try:
        print(fetch_crossref_work(doi)["title"])
    except LookupError as error:
        print(error)
    address = WORKS + quote(doi, safe="") + "/agency"
    headers = {"Accept": "application/json", "User-Agent": contact}
    agency = requests.get(address, headers=headers, timeout=30)
    if agency.status_code == 200:
        print("registered with", agency.json()["message"]["agency"]["label"])
