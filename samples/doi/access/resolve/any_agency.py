"""Fetch metadata from the API of whichever agency a DOI belongs to."""

import os
from typing import Any
from urllib.parse import quote

import requests

WHICH_AGENCY = "https://doi.org/doiRA/"
APIS = {"Crossref": "https://api.crossref.org/works/", "DataCite": "https://api.datacite.org/dois/"}


def fetch_metadata(doi: str) -> tuple[str, dict[str, Any]]:
    """Return the agency's name and the DOI's record in that agency's own JSON.

    Raises LookupError for a DOI that does not exist, of an agency not in APIS, or that its
    agency does not show.
    https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation
    """
    headers = {
        "Accept": "application/json",
        "User-Agent": f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})",
    }
    found = requests.get(WHICH_AGENCY + quote(doi), headers=headers, timeout=30)
    found.raise_for_status()
    entry = found.json()[0]
    agency = entry.get("RA") or entry["status"]
    if agency not in APIS:
        raise LookupError(f"{doi}: {agency}")
    response = requests.get(APIS[agency] + quote(doi), headers=headers, timeout=30)
    if response.status_code == 404:
        raise LookupError(f"{agency} has {doi}, but does not show it: it is hidden, or too new")
    response.raise_for_status()
    answer = response.json()
    return agency, answer.get("message") or answer["data"]["attributes"]


if __name__ == "__main__":
    for doi in ("10.7554/elife.01567", "10.5284/1011335", "10.1430/8105"):
        try:
            agency, record = fetch_metadata(doi)
        except LookupError as error:
            print("no record:", error)
        else:
            print(f"{doi}: {record['publisher']}, says {agency}")
