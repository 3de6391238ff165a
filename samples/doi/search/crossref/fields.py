"""Search Crossref by author, title or journal."""

import os
from typing import Any

import requests


def search_fields(fields: dict[str, str]) -> list[dict[str, Any]]:
    """Return the best works that match in every one of the fields.

    Raises ValueError with Crossref's own words for a field that does not exist.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {f"query.{name}": words for name, words in fields.items()}
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = "https://api.crossref.org/works"
    response = requests.get(address, params=params, headers=headers, timeout=30)
    # endregion
    if response.status_code == 400:
        raise ValueError(response.json()["message"][0]["message"])
    response.raise_for_status()
    return list(response.json()["message"]["items"])


if __name__ == "__main__":
    # region excerpt
    fields = {"title": "deep learning", "container-title": "nature", "author": "bengio"}
    for work in search_fields(fields):
        print(work["DOI"], "|", (work.get("title") or ["untitled"])[0])
    # endregion
