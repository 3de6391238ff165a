"""Search Crossref in the fields you choose."""

import os
from typing import Any

import requests

WORKS = "https://api.crossref.org/works"


def search_fields(fields: dict[str, str]) -> list[dict[str, Any]]:
    """Return the best works that match in every one of the fields, such as author, title or container-title.

    The words within a field are ORed, the fields are ANDed. Raises ValueError with Crossref's own
    words for a field that does not exist.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        WORKS,
        params={f"query.{name}": words for name, words in fields.items()},
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=30,
    )
    if response.status_code == 400:
        raise ValueError(response.json()["message"][0]["message"])
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    items: list[dict[str, Any]] = response.json()["message"]["items"]
    return items


if __name__ == "__main__":
    for work in search_fields({"title": "deep learning", "container-title": "nature", "author": "bengio"}):
        names = ", ".join(author.get("family") or author["name"] for author in work["author"])
        print(work["DOI"], "|", " ".join(work["title"]), "|", names)
    try:
        search_fields({"abstract": "water"})
    except ValueError as error:
        print(str(error)[:80], "…")
