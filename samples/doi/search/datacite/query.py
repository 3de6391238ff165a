"""Search DataCite with its query language."""

import os
from typing import Any

import requests


def search_dois(query: str, size: int = 25) -> dict[str, Any]:
    """Return the answer: `meta` with the total, `data` with the best matches first.

    Words are ANDed unless you write OR. Raises ValueError for what does not parse.
    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    params = {"query": query, "page[size]": str(size), "sort": "relevance"}
    headers = {"Accept": "application/vnd.api+json", "User-Agent": contact}
    address = "https://api.datacite.org/dois"
    response = requests.get(address, params=params, headers=headers, timeout=30)
    if response.status_code == 400:
        raise ValueError(response.text[:200])
    response.raise_for_status()
    return dict(response.json())


if __name__ == "__main__":
    # region excerpt
    for query in (
        "titles.title:(sediment OR radiation) AND publicationYear:[2000 TO 2020]",
        "types.resourceTypeGeneral:Software AND publisher:Zenodo",
        "creators.familyName:carb*",
    ):
        print(f"{search_dois(query, size=1)['meta']['total']:2}  {query}")
    # endregion
