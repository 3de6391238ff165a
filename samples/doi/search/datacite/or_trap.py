"""Combine two DataCite filters with AND, not OR."""

import os

import requests


def count_dois(params: dict[str, str]) -> int:
    """Return how many DOIs match.

    Of client-id, provider-id, affiliation-id and funder-id, ANY is enough to match.
    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {**params, "page[size]": "0"}
    headers = {"Accept": "application/vnd.api+json", "User-Agent": contact}
    address = "https://api.datacite.org/dois"
    response = requests.get(address, params=params, headers=headers, timeout=30)
    # endregion
    response.raise_for_status()
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
