"""Recognise what a single work does not take, such as select (400)."""

import os
from urllib.parse import quote

import requests


def fetch_title(doi: str, params: dict[str, str]) -> str:
    """Return a work's title, or what Crossref answers instead.

    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = f"https://api.crossref.org/works/{quote(doi, safe='')}"
    response = requests.get(address, params=params, headers=headers, timeout=30)
    # endregion
    # region excerpt
    if response.status_code == 404:
        return f"404 {response.text}"
    if response.status_code == 400:
        return f"400 {response.json()['message'][0]['message']}"
    # endregion
    response.raise_for_status()
    return str((response.json()["message"].get("title") or ["untitled"])[0])


if __name__ == "__main__":
    doi = "10.1371/journal.pone.0033693"
    print(fetch_title(doi, {"query.author": "carl boettiger"}))
    print(fetch_title("10.1371/notarealdoi", {}))
