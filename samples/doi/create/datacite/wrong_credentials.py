"""Recognise a wrong DataCite password or repository id: 200, 404 and 401."""

import os

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
JSON_API = "application/vnd.api+json"


def ask(method: str, path: str, account: tuple[str, str] | None) -> int:
    """Send a request that changes nothing of value and return the status.

    https://support.datacite.org/docs/api-error-codes
    """
    attributes = {"prefix": os.environ["DATACITE_PREFIX"]} if method == "POST" else {}
    response = requests.request(
        method,
        f"{API}{path}",
        json={"data": {"type": "dois", "attributes": attributes}},
        auth=account,
        headers={"Content-Type": JSON_API, "Accept": JSON_API},
        timeout=30,
    )
    if response.status_code >= 500:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    return response.status_code


if __name__ == "__main__":
    repository = os.environ["DATACITE_REPOSITORY_ID"]
    right = (repository, os.environ["DATACITE_PASSWORD"])
    wrong = (repository, "not-the-password")
    path = f"/dois/{os.environ['DATACITE_PREFIX']}/guide-account"
    # region excerpt
    print("right, create:", ask("PUT", path, right))
    print("wrong, read:  ", ask("GET", "/dois?page[size]=0", wrong))
    print("wrong, create:", ask("POST", "/dois", wrong))
    print("wrong, update:", ask("PUT", path, wrong))
    print("none, create: ", ask("POST", "/dois", None))
    # endregion
