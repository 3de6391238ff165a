"""Search Crossref and DataCite together."""

import os
from itertools import chain, zip_longest
from typing import Any

import requests

CROSSREF = "https://api.crossref.org/works"
DATACITE = "https://api.datacite.org/dois"


def search_both(words: str, rows: int = 10) -> list[dict[str, Any]]:
    """Return works of both agencies in one shape, the best of each in turn, each DOI once.

    Their scores cannot be compared. Crossref finds any of the words, DataCite all of them.
    https://api.crossref.org/swagger-ui/index.html and https://support.datacite.org/docs/api-queries
    """
    found = {}
    for url, size in ((CROSSREF, "rows"), (DATACITE, "page[size]")):
        params = {"query": words, "sort": "relevance", size: str(rows)}
        contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
        headers = {"Accept": "application/json", "User-Agent": contact}
        response = requests.get(url, params=params, headers=headers, timeout=30)
        if response.status_code != 200:
            raise RuntimeError(f"{url} answered {response.status_code}: {response.text[:200]}")
        found[url] = response.json()
    works = found[CROSSREF]["message"]["items"]
    from_crossref = [("Crossref", one["DOI"], one["type"], " ".join(one.get("title", []))) for one in works]
    records = [(one["id"], one["attributes"]) for one in found[DATACITE]["data"]]
    from_datacite = [
        ("DataCite", doi, told["types"].get("resourceTypeGeneral"), told["titles"][0]["title"])
        for doi, told in records
    ]
    in_turn = chain.from_iterable(zip_longest(from_crossref, from_datacite))
    once = {work[1].lower(): work for work in in_turn if work}
    return [dict(zip(("agency", "doi", "type", "title"), work, strict=True)) for work in once.values()]


if __name__ == "__main__":
    for work in search_both("ecology", rows=3):
        print(f"{work['agency']}  {work['doi']}  {work['type']} | {work['title'][:50]}")
