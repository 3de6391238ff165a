"""Find the people who have a work with a given DOI on their record."""

from urllib.parse import urlencode

import requests

SEARCH = "https://pub.orcid.org/v3.0/search"


def count(query: str) -> str:
    """Return how many records match, or the code of ORCID's refusal."""
    address = f"{SEARCH}?{urlencode({'q': query, 'rows': 3})}"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    if response.status_code == 500 and "json" in response.headers.get("Content-Type", ""):
        return f"error {response.json()['error-code']}"
    response.raise_for_status()
    return f"{response.json()['num-found']} found"


def query_for(doi: str) -> str:
    """Return the query for a DOI: quoted, with quotes and backslashes in it escaped.

    doi-self holds DOIs of works themselves, letter by letter as they were entered;
    digital-object-ids takes no notice of upper and lower case and includes DOIs of a whole, such
    as a book's, too.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/search.md
    """
    escaped = doi.replace("\\", "\\\\").replace('"', '\\"')
    return f'digital-object-ids:"{escaped}"'


if __name__ == "__main__":
    for query in (
        query_for("10.5555/12345678"),
        'doi-self:"10.5555/polar.2019.11"',
        'doi-self:"10.5555/Polar.2019.11"',
        "digital-object-ids:10.5555/12345678",
        "doi-self:10.1016/0020-7519(75)90103-4",
        "doi-self:10.1023/A:1005982530560",
    ):
        print(f"{query}: {count(query)}")
