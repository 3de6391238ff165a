"""Reserve a DOI: create a DataCite draft."""

import os

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
ACCOUNT = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
JSON_API = "application/vnd.api+json"
HEADERS = {"Content-Type": JSON_API, "Accept": JSON_API}


def reserve_doi(prefix: str) -> str:
    """Create a draft and return its DOI: it is yours, not registered, seen by you only.

    Raises RuntimeError when DataCite refuses.
    https://support.datacite.org/docs/api-create-dois
    """
    # region excerpt
    body = {"data": {"type": "dois", "attributes": {"prefix": prefix}}}
    response = requests.post(
        f"{API}/dois", json=body, auth=ACCOUNT, headers=HEADERS, timeout=30
    )
    if response.status_code != 201:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    return str(response.json()["data"]["id"])  # not Location: that is a row number
    # endregion


if __name__ == "__main__":
    print("reserved", reserve_doi(os.environ["DATACITE_PREFIX"]))
