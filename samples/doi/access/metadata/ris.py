"""Get RIS for a DOI, for EndNote, Zotero or Mendeley."""

import os
from urllib.parse import quote

import requests

RIS = "application/x-research-info-systems"


def fetch_ris(doi: str) -> str:
    """Return one RIS reference, from its TY line to its ER line.

    Raises LookupError for an unregistered DOI, RuntimeError for any other answer.
    https://citation.doi.org/docs.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    headers = {"Accept": RIS, "User-Agent": contact}
    address = f"https://doi.org/{quote(doi)}"
    response = requests.get(address, headers=headers, timeout=30)
    # endregion
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    media_type = response.headers.get("Content-Type", "")
    if response.status_code != 200 or not media_type.startswith(RIS):
        raise RuntimeError(f"{response.url}: {response.status_code} {media_type}")
    # region excerpt
    return response.content.decode().strip()  # UTF-8, though no charset is named
    # endregion


if __name__ == "__main__":
    print("\n".join(fetch_ris("10.7554/elife.01567").splitlines()[:6]))
