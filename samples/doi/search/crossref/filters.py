"""Filter Crossref works by type, date and more."""

import os
from typing import Any

import requests


def filter_works(filters: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the message with all works that pass.

    Different filters are ANDed, the same one twice is ORed. Raises ValueError with
    Crossref's own words for a filter, or a value, that it does not take.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        "https://api.crossref.org/works",
        params={"filter": ",".join(f"{name}:{value}" for name, value in filters)},
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=30,
    )
    if response.status_code == 400:
        raise ValueError(response.json()["message"][0]["message"])
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}")
    return dict(response.json()["message"])


if __name__ == "__main__":
    # region excerpt
    found = filter_works(
        [
            ("type", "posted-content"),
            ("type", "dataset"),
            ("from-pub-date", "2017-08"),
            ("until-pub-date", "2022"),
        ]
    )
    # endregion
    print(found["total-results"], "preprints and datasets")
    for work in found["items"][:3]:
        print(work["type"], work["DOI"], work["issued"]["date-parts"][0])
