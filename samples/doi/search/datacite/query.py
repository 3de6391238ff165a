"""Search DataCite with its query language."""

import os
from typing import Any

import requests

DOIS = "https://api.datacite.org/dois"


def search_dois(query: str, size: int = 25) -> dict[str, Any]:
    """Return the answer: `meta` with the total, `data` with the most relevant records first.

    Words are ANDed unless you write OR. Fields are named as in the record, with dots. Raises ValueError
    for a query that does not parse.
    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        DOIS,
        params={"query": query, "page[size]": str(size), "sort": "relevance"},
        headers={"Accept": "application/vnd.api+json", "User-Agent": contact},
        timeout=30,
    )
    if response.status_code == 400:
        raise ValueError(response.text)
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}: {response.text[:200]}")
    answer: dict[str, Any] = response.json()
    return answer


if __name__ == "__main__":
    for query in (
        "climate",
        "titles.title:(sediment OR radiation) AND publicationYear:[2000 TO 2020]",
        "types.resourceTypeGeneral:Software AND publisher:Zenodo",
        "creators.familyName:carb*",
    ):
        found = search_dois(query, size=1)
        first = found["data"][0]["attributes"]["titles"][0]["title"][:50] if found["data"] else "nothing"
        print(f"{found['meta']['total']:2}  {query}\n    {first}")
