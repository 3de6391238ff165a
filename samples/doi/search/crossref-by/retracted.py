"""Check whether a work was corrected or retracted."""

import os
from urllib.parse import quote

import requests


def list_updates(doi: str) -> list[str]:
    """Return every notice about a work: its kind, its day, its DOI and who says so.

    The source is the publisher or Retraction Watch, whose database Crossref includes.
    https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = f"https://api.crossref.org/works/{quote(doi, safe='')}"
    response = requests.get(address, headers=headers, timeout=30)
    # endregion
    if response.status_code == 404:
        raise LookupError(f"{doi} is not at Crossref")
    response.raise_for_status()
    # region excerpt
    return [
        f"{one['type']} {one['updated']['date-time'][:10]} {one['DOI']} {one['source']}"
        for one in response.json()["message"].get("updated-by", [])
    ]
    # endregion


if __name__ == "__main__":
    for doi in ("10.1016/s0140-6736(97)11096-0", "10.1038/srep16696"):
        print(doi, *list_updates(doi) or ["nothing known"], sep="\n   ")
