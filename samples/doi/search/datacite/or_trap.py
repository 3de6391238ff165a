"""Combine two DataCite filters with AND, not OR."""

import os

import requests


def count_dois(params: dict[str, str]) -> int:
    """Return how many DOIs match.

    client-id, provider-id, affiliation-id and funder-id, given together, find what
    matches ANY of them. To find what matches all, put all but one into `query`.
    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    response = requests.get(
        "https://api.datacite.org/dois",
        params={**params, "page[size]": "0"},
        headers={"Accept": "application/vnd.api+json", "User-Agent": contact},
        timeout=30,
    )
    # endregion
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    return int(response.json()["meta"]["total"])


if __name__ == "__main__":
    client, ror = "bl.cam", "05gq02987"
    print("repository: ", count_dois({"client-id": client}))
    print("institution:", count_dois({"affiliation-id": ror}))
    # region excerpt
    print("either:     ", count_dois({"client-id": client, "affiliation-id": ror}))
    query = f'creators.affiliation.affiliationIdentifier:"https://ror.org/{ror}"'
    print("both:       ", count_dois({"client-id": client, "query": query}))
    # endregion
