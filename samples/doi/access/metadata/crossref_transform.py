"""Ask Crossref directly for one format, with the type in the address."""

import os
from urllib.parse import quote

import requests

WORKS = "https://api.crossref.org/works/"


def transform(doi: str, media_type: str) -> str:
    """Return a Crossref DOI's metadata in one media type, named in the address.

    This form answers without a Content-Type, so the encoding is set here. Raises
    LookupError for a DOI that Crossref does not have: its 404 is plain text.
    https://www.crossref.org/documentation/retrieve-metadata/content-negotiation/
    """
    headers = {
        "Accept": "*/*",
        "User-Agent": f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})",
    }
    address = f"{WORKS}{quote(doi, safe='')}/transform/{media_type}"
    response = requests.get(address, headers=headers, timeout=30)
    if response.status_code == 404:
        raise LookupError(f"Crossref does not have {doi}: {response.text}")
    if response.status_code != 200:
        raise RuntimeError(f"{response.status_code} {response.text[:200]}")
    response.encoding = "utf-8"
    return response.text.strip()


if __name__ == "__main__":
    doi = "10.1126/science.169.3946.635"
    print(transform(doi, "text/x-bibliography"))
    print(transform(doi, "application/x-bibtex")[:60], "…")
