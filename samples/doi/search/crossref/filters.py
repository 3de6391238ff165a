"""Narrow a Crossref search with filters."""

import os
from typing import Any

import requests

WORKS = "https://api.crossref.org/works"


def filter_works(filters: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the message with all works that pass: different filters are ANDed, the same one twice is ORed.

    Raises ValueError with Crossref's own words for a filter, or a value, that it does not take.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        WORKS,
        params={"filter": ",".join(f"{name}:{value}" for name, value in filters), "rows": "100"},
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=30,
    )
    if response.status_code == 400:
        raise ValueError(response.json()["message"][0]["message"])
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    message: dict[str, Any] = response.json()["message"]
    return message


if __name__ == "__main__":
    found = filter_works(
        [
            ("type", "posted-content"),
            ("type", "dataset"),
            ("from-pub-date", "2017-08"),
            ("until-pub-date", "2022"),
            ("has-relation", "false"),
        ]
    )
    print(found["total-results"], "preprints and data sets")
    for work in found["items"]:
        print(work["type"], work["DOI"], work["published"]["date-parts"][0])
