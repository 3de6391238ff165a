"""Find out who owns a DOI prefix at Crossref."""

import os

import requests


def find_owner(prefix: str) -> tuple[str, str]:
    """Return the member's id and name. A DOI under the prefix may have another owner.

    Raises LookupError for a prefix that Crossref does not know.
    https://www.crossref.org/documentation/retrieve-metadata/rest-api/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = f"https://api.crossref.org/prefixes/{prefix}"
    response = requests.get(address, headers=headers, timeout=30)
    if response.status_code == 404:
        raise LookupError(f"Crossref has no prefix {prefix}")
    # endregion
    response.raise_for_status()
    owner = response.json()["message"]
    return owner["member"].rpartition("/")[2], owner["name"]


if __name__ == "__main__":
    for prefix in ("10.1016", "10.1371"):
        print(prefix, *find_owner(prefix))
