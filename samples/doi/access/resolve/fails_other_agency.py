"""Recognise a DOI of another agency: Crossref answers 404."""

import os
from typing import Any
from urllib.parse import quote

import requests


def fetch_crossref_work(doi: str) -> dict[str, Any]:
    """Return a work of Crossref's.

    Raises LookupError, with the agency, where Crossref does not have the DOI.
    https://www.crossref.org/documentation/retrieve-metadata/rest-api/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = f"https://api.crossref.org/works/{quote(doi, safe='')}"
    response = requests.get(address, headers=headers, timeout=30)
    # region excerpt
    if response.status_code == 404:
        agency = requests.get(f"{address}/agency", headers=headers, timeout=30)
        if agency.status_code == 200:
            label = agency.json()["message"]["agency"]["label"]
            raise LookupError(f"{doi} is registered with {label}")
        raise LookupError(f"{doi} is not at Crossref: {response.text[:200]}")
    # endregion
    response.raise_for_status()
    return dict(response.json()["message"])


if __name__ == "__main__":
    try:
        print(fetch_crossref_work("10.5281/zenodo.8347772").get("title"))
    except LookupError as error:
        print(error)
