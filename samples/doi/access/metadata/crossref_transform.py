"""Get a format from Crossref with the media type in the address."""

import os
from urllib.parse import quote

import requests


def transform(doi: str, media_type: str) -> str:
    """Return a Crossref DOI's metadata in one media type, named in the address.

    Raises LookupError for a DOI that Crossref does not have: its 404 is plain text.
    https://www.crossref.org/documentation/retrieve-metadata/content-negotiation/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    work = f"https://api.crossref.org/works/{quote(doi, safe='')}"
    headers = {"Accept": "*/*", "User-Agent": contact}
    address = f"{work}/transform/{media_type}"
    response = requests.get(address, headers=headers, timeout=30)
    # endregion
    if response.status_code == 404:
        raise LookupError(f"Crossref does not have {doi}")
    if response.status_code != 200:
        raise RuntimeError(f"{response.status_code} {response.text[:200]}")
    response.encoding = "utf-8"  # there is no Content-Type at all
    return response.text.strip()


if __name__ == "__main__":
    print(transform("10.1126/science.169.3946.635", "text/x-bibliography"))
