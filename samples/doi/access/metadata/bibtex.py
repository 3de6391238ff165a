"""Get BibTeX for a DOI."""

import os
from urllib.parse import quote

import requests

BIBTEX = "application/x-bibtex"


def fetch_bibtex(doi: str) -> str:
    """Return one BibTeX entry, ready for a .bib file.

    Raises LookupError for an unregistered DOI, RuntimeError for any other answer.
    https://citation.doi.org/docs.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    headers = {"Accept": BIBTEX, "User-Agent": contact}
    address = f"https://doi.org/{quote(doi)}"
    response = requests.get(address, headers=headers, timeout=30)
    # endregion
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    media_type = response.headers.get("Content-Type", "")
    if response.status_code != 200 or not media_type.startswith(BIBTEX):
        raise RuntimeError(f"{response.url}: {response.status_code} {media_type}")
    # region excerpt
    return response.content.decode().strip()  # UTF-8, though no charset is named
    # endregion


if __name__ == "__main__":
    print(fetch_bibtex("10.1126/science.169.3946.635"))
