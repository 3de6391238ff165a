"""Recognise the parameters that a single work does not take, such as select."""

import os
from urllib.parse import quote

import requests

WORKS = "https://api.crossref.org/works/"


def fetch_parts(doi: str, params: dict[str, str]) -> str:
    """Return what Crossref answers to a single work with search parameters.

    A 404 is the text "Resource not found.", whatever you accept: never parse it as JSON.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        WORKS + quote(doi, safe=""),
        params=params,
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=30,
    )
    if response.status_code == 404:
        return f"404 {response.text}"
    if response.status_code == 400:
        return f"400 {response.json()['message'][0]['message']}"
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    return f"200 {' '.join(response.json()['message']['title'])[:40]}…"


if __name__ == "__main__":
    doi = "10.1371/journal.pone.0033693"
    for params in ({"query.author": "carl boettiger"}, {}):
        print(params or "no parameters", "→", fetch_parts(doi, params))
    print("an unknown DOI →", fetch_parts("10.1371/notarealdoi", {}))
