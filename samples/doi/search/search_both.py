"""Search Crossref and DataCite together."""

import os
from itertools import chain, zip_longest
from typing import Any

import requests

CROSSREF = ("https://api.crossref.org/works", "rows")
DATACITE = ("https://api.datacite.org/dois", "page[size]")


def search_both(words: str, rows: int = 10) -> list[dict[str, Any]]:
    """Return works of both agencies in one shape, the best in turn, each DOI once.

    Their scores cannot be compared. Crossref finds any of the words, DataCite all.
    """
    # region excerpt
    works = ask(*CROSSREF, words, rows)["message"]["items"]
    records = ask(*DATACITE, words, rows)["data"]
    left = [("Crossref", one["DOI"], one.get("title")) for one in works]
    right = [
        ("DataCite", one["id"], [each["title"] for each in one["attributes"]["titles"]])
        for one in records
    ]
    in_turn = chain.from_iterable(zip_longest(left, right))
    once = {found[1].lower(): found for found in in_turn if found}
    # endregion
    return [
        {"agency": agency, "doi": doi, "title": (titles or ["untitled"])[0]}
        for agency, doi, titles in once.values()
    ]


def ask(url: str, size: str, words: str, rows: int) -> dict[str, Any]:
    """Return what an agency answers to a search. `size` is its name for rows."""
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        url,
        params={"query": words, "sort": "relevance", size: str(rows)},
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=30,
    )
    if response.status_code != 200:
        raise RuntimeError(f"{url} answered {response.status_code}")
    return dict(response.json())


if __name__ == "__main__":
    for work in search_both("ecology", rows=2):
        print(f"{work['agency']}  {work['doi']} | {work['title'][:40]}")
