"""Keep two DataCite filters from being ORed."""

import os

import requests

DOIS = "https://api.datacite.org/dois"


def count_dois(params: dict[str, str]) -> int:
    """Return how many DOIs match.

    client-id, provider-id, affiliation-id and funder-id, given together, find what matches ANY of them.
    To find what matches all, put all but one into `query`.
    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        DOIS,
        params={**params, "page[size]": "0"},
        headers={"Accept": "application/vnd.api+json", "User-Agent": contact},
        timeout=30,
    )
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}: {response.text[:200]}")
    return int(response.json()["meta"]["total"])


if __name__ == "__main__":
    client, ror = "bl.cam", "05gq02987"
    print("of the repository:   ", count_dois({"client-id": client}))
    print("of the institution:  ", count_dois({"affiliation-id": ror}))
    print("both filters, an OR: ", count_dois({"client-id": client, "affiliation-id": ror}))
    query = f'creators.affiliation.affiliationIdentifier:"https://ror.org/{ror}"'
    print("one in query, an AND:", count_dois({"client-id": client, "query": query}))
