"""Fetch a DOI's metadata as BibTeX."""

import os
from urllib.parse import quote

import requests

RESOLVER = "https://doi.org/"
BIBTEX = "application/x-bibtex"


def fetch_bibtex(doi: str) -> str:
    """Return one BibTeX entry, ready for a .bib file.

    Raises LookupError for a DOI that is not registered, RuntimeError for any answer
    but BibTeX.
    https://citation.doi.org/docs.html
    """
    headers = {
        "Accept": BIBTEX,
        "User-Agent": f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})",
    }
    response = requests.get(RESOLVER + quote(doi), headers=headers, timeout=30)
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    media_type = response.headers.get("Content-Type", "")
    if response.status_code != 200 or not media_type.startswith(BIBTEX):
        raise RuntimeError(f"{response.url}: {response.status_code} {media_type}")
    response.encoding = "utf-8"  # no charset is named
    return response.text.strip()


if __name__ == "__main__":
    print(fetch_bibtex("10.1126/science.169.3946.635"))
