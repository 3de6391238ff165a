"""Get plain-text titles: remove markup and entities."""

import os
import re
from html import unescape
from urllib.parse import quote

import requests


def plain(title: str) -> str:
    """Return a title without tags such as `<i>` and entities such as `&amp;`."""
    # region excerpt
    text = re.sub(r"<[^>]*>", "", title)
    return " ".join(unescape(text).split())
    # endregion


def fetch_title(doi: str) -> str:
    """Return a Crossref work's title as it was registered, "untitled" without one.

    https://www.crossref.org/documentation/retrieve-metadata/rest-api/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = f"https://api.crossref.org/works/{quote(doi, safe='')}"
    response = requests.get(address, headers=headers, timeout=30)
    if response.status_code == 404:
        raise LookupError(f"{doi} is not at Crossref")
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}")
    return str((response.json()["message"].get("title") or ["untitled"])[0])


if __name__ == "__main__":
    title = fetch_title("10.1002/zaac.19271660112")
    print("registered:", title)
    print("plain:     ", plain(title))
