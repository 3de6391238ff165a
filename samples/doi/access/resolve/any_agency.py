"""Get metadata from whichever agency a DOI belongs to."""

import os
from typing import Any
from urllib.parse import quote

import requests

APIS = {
    "Crossref": "https://api.crossref.org/works/",
    "DataCite": "https://api.datacite.org/dois/",
}


def fetch_metadata(doi: str) -> tuple[str, dict[str, Any]]:
    """Return the agency's name and the DOI's record in that agency's own JSON.

    Raises LookupError for a DOI that does not exist, is of an agency not in APIS, or is
    not shown by its agency. https://www.doi.org/the-identifier/resources/handbook/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    headers = {"Accept": "application/json", "User-Agent": contact}
    # region excerpt
    which = f"https://doi.org/doiRA/{quote(doi)}"
    entry = requests.get(which, headers=headers, timeout=30).json()[0]
    agency = entry.get("RA") or entry["status"]
    if agency not in APIS:
        raise LookupError(f"{doi}: {agency}")
    response = requests.get(APIS[agency] + quote(doi), headers=headers, timeout=30)
    # endregion
    if response.status_code == 404:
        raise LookupError(f"{agency} has {doi}, but does not show it")
    response.raise_for_status()
    answer = response.json()
    return agency, answer.get("message") or answer["data"]["attributes"]


if __name__ == "__main__":
    for doi in ("10.7554/elife.01567", "10.5284/1011335"):
        agency, record = fetch_metadata(doi)
        landing_page = record.get("url") or record["resource"]["primary"]["URL"]
        print(f"{doi}: {landing_page}, says {agency}")
