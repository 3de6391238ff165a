"""Ask for several types in order of preference, and look which one came."""

import os
from urllib.parse import quote

import requests

RESOLVER = "https://doi.org/"
UNIXREF = "application/vnd.crossref.unixref+xml"
DATACITE_XML = "application/vnd.datacite.datacite+xml"
CSL_JSON = "application/vnd.citationstyles.csl+json"


def fetch_preferred(doi: str, accept: dict[str, float]) -> tuple[str, bytes]:
    """Return the media type that came and its body.

    `accept` holds a weight (q) from 0 to 1 for each media type; the agency serves the one
    with the highest weight that it has. Raises RuntimeError where it serves none of them.
    https://citation.doi.org/docs.html
    """
    headers = {
        "Accept": ", ".join(f"{name};q={weight}" for name, weight in accept.items()),
        "User-Agent": f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})",
    }
    response = requests.get(RESOLVER + quote(doi), headers=headers, timeout=30)
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    if response.status_code != 200 or media_type not in accept:
        raise RuntimeError(f"{response.url}: {response.status_code} {media_type}")
    return media_type, response.content


if __name__ == "__main__":
    wishes = {UNIXREF: 1.0, DATACITE_XML: 1.0, CSL_JSON: 0.5}
    for doi in ("10.1371/journal.pone.0033693", "10.5281/zenodo.8347772"):
        media_type, body = fetch_preferred(doi, wishes)
        print(doi, "came as", media_type)
