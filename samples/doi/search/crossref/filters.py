"""Filter Crossref works by type, date and more."""

import os
from typing import Any

import requests


def filter_works(filters: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the message with all works that pass.

    One given twice is ORed, others are ANDed. Raises ValueError for a bad one.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    params = {"filter": ",".join(f"{name}:{value}" for name, value in filters)}
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = "https://api.crossref.org/works"
    response = requests.get(address, params=params, headers=headers, timeout=30)
    if response.status_code == 400:
        raise ValueError(response.json()["message"][0]["message"])
    response.raise_for_status()
    return dict(response.json()["message"])


if __name__ == "__main__":
    # region excerpt
    dates = [("from-pub-date", "2017-08"), ("until-pub-date", "2022")]
    found = filter_works([("type", "posted-content"), ("type", "dataset"), *dates])
    # endregion
    print(found["total-results"], "preprints and datasets")
    for work in found["items"][:3]:
        print(work["type"], work["DOI"], work["issued"]["date-parts"][0])
