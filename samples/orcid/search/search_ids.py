"""Find the iDs of people by keyword, and cope with an answer that has none."""

from urllib.parse import urlencode

import requests

SEARCH = "https://pub.orcid.org/v3.0/search"


def find_ids(query: str, rows: int = 10) -> tuple[list[str], int]:
    """Return iDs that match a query, as URIs, and how many match in all.

    `query` is in Solr's language: field:word, "a phrase", AND, OR, NOT. No account is needed.
    Reads one page: at most `rows` iDs.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/search.md
    """
    address = f"{SEARCH}?{urlencode({'q': query, 'rows': rows})}"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    answer = response.json()
    results = answer["result"] or []  # null, not [], where nobody is found
    return [result["orcid-identifier"]["uri"] for result in results], answer["num-found"]


if __name__ == "__main__":
    for query in (
        "keyword:psychoceramics",
        'keyword:"persistent identifiers" AND NOT keyword:glaciology',
        "family-name:iakovakis AND past-institution-affiliation-name:Boston",
    ):
        ids, total = find_ids(query)
        print(f"{query}\n  {total} found:", *ids)
