"""Reserve a DOI: create a DataCite draft with a suffix that DataCite chooses."""

import os

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org


def reserve_doi(prefix: str) -> str:
    """Create a draft and return its DOI: it is yours, but not registered, and only you see it.

    Raises RuntimeError when DataCite refuses, with its own words.
    https://support.datacite.org/docs/api-create-dois
    """
    response = requests.post(
        f"{API}/dois",
        json={"data": {"type": "dois", "attributes": {"prefix": prefix}}},
        auth=(os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"]),
        headers={"Content-Type": "application/vnd.api+json", "Accept": "application/vnd.api+json"},
        timeout=30,
    )
    if response.status_code != 201:
        raise RuntimeError(f"{response.status_code}: {response.text}")
    draft = response.json()["data"]
    print("state:", draft["attributes"]["state"])
    print("Location:", response.headers["Location"], "(a row number, not the DOI)")
    return str(draft["id"])


if __name__ == "__main__":
    print("DOI:", reserve_doi(os.environ["DATACITE_PREFIX"]))
