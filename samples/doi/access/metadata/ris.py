"""Fetch a DOI's metadata as RIS, for a reference manager."""

import os
from urllib.parse import quote

import requests

RESOLVER = "https://doi.org/"
RIS = "application/x-research-info-systems"


def fetch_ris(doi: str) -> str:
    """Return one RIS reference, from its TY line to its ER line.

    Raises LookupError for a DOI that is not registered, RuntimeError for any answer
    but RIS.
    https://citation.doi.org/docs.html
    """
    headers = {
        "Accept": RIS,
        "User-Agent": f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})",
    }
    response = requests.get(RESOLVER + quote(doi), headers=headers, timeout=30)
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    media_type = response.headers.get("Content-Type", "")
    if response.status_code != 200 or not media_type.startswith(RIS):
        raise RuntimeError(f"{response.url}: {response.status_code} {media_type}")
    response.encoding = "utf-8"  # no charset is named
    return response.text.strip()


if __name__ == "__main__":
    for line in fetch_ris("10.7554/elife.01567").splitlines():
        if line[:2] in ("TY", "AU", "PY", "TI", "DO"):
            print(line)
