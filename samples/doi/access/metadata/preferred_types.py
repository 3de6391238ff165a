"""Ask for several formats in order of preference, and see which one came."""

import os
from urllib.parse import quote

import requests

WISHES = {
    "application/vnd.crossref.unixref+xml": 1.0,
    "application/vnd.datacite.datacite+xml": 1.0,
    "application/vnd.citationstyles.csl+json": 0.5,
}


def fetch_preferred(doi: str, wishes: dict[str, float]) -> tuple[str, bytes]:
    """Return the media type that came and its body.

    `wishes` holds a weight (q) from 0 to 1 for each media type. Raises RuntimeError
    where the agency serves none of them. https://citation.doi.org/docs.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    accept = ", ".join(f"{name};q={weight}" for name, weight in wishes.items())
    headers = {"Accept": accept, "User-Agent": contact}
    address = f"https://doi.org/{quote(doi)}"
    response = requests.get(address, headers=headers, timeout=30)
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    # endregion
    if response.status_code != 200 or media_type not in wishes:
        raise RuntimeError(f"{response.url}: {response.status_code} {media_type}")
    return media_type, response.content


if __name__ == "__main__":
    for doi in ("10.1371/journal.pone.0033693", "10.5281/zenodo.8347772"):
        print(doi, "came as", fetch_preferred(doi, WISHES)[0])
