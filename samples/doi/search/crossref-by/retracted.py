"""Find out whether a work was corrected or retracted."""

import os
from urllib.parse import quote

import requests

WORKS = "https://api.crossref.org/works/"


def list_updates(doi: str) -> list[str]:
    """Return every notice about a work: its kind, its day, its DOI and who says so.

    The source is the publisher or Retraction Watch, whose database Crossref includes.
    https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        WORKS + quote(doi, safe=""),
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=30,
    )
    if response.status_code == 404:
        raise LookupError(f"{doi} is not at Crossref")
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    return [
        f"{update['type']} {update['updated']['date-time'][:10]} {update['DOI']} ({update['source']})"
        for update in response.json()["message"].get("updated-by", [])
    ]


if __name__ == "__main__":
    for doi in ("10.1016/s0140-6736(97)11096-0", "10.1371/journal.pone.0033693", "10.1038/srep16696"):
        print(doi)
        for update in list_updates(doi) or ["nothing known"]:
            print("  ", update)
