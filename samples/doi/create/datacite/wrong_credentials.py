"""Recognise a wrong DataCite password or repository id: 200, 404 and 401."""

import os

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
HEADERS = {"Content-Type": "application/vnd.api+json", "Accept": "application/vnd.api+json"}
DRAFT = {"data": {"type": "dois", "attributes": {"prefix": os.environ["DATACITE_PREFIX"]}}}
EMPTY = {"data": {"type": "dois", "attributes": {}}}


def describe(response: requests.Response) -> str:
    """Return status and message of an answer. Raises RuntimeError where it is not JSON.

    https://support.datacite.org/docs/api-error-codes
    """
    if "json" not in response.headers.get("Content-Type", ""):
        raise RuntimeError(f"DataCite answered {response.status_code}: {response.text[:200]}")
    errors = response.json().get("errors", [{}])
    return f"{response.status_code} {errors[0].get('title', 'no error')}"


if __name__ == "__main__":
    name, doi = os.environ["DATACITE_REPOSITORY_ID"], f"{os.environ['DATACITE_PREFIX']}/guide-account"
    right, wrong = (name, os.environ["DATACITE_PASSWORD"]), (name, "not-the-password")
    made = requests.put(f"{API}/dois/{doi}", json=EMPTY, auth=right, headers=HEADERS, timeout=30)
    print("right:", describe(made))
    listed = requests.get(f"{API}/dois?page[size]=0", auth=wrong, headers=HEADERS, timeout=30)
    print("wrong, read:", describe(listed))
    created = requests.post(f"{API}/dois", json=DRAFT, auth=wrong, headers=HEADERS, timeout=30)
    print("wrong, create:", describe(created))
    updated = requests.put(f"{API}/dois/{doi}", json=EMPTY, auth=wrong, headers=HEADERS, timeout=30)
    print("wrong, update:", describe(updated))
    bare = requests.post(f"{API}/dois", json=DRAFT, headers=HEADERS, timeout=30)
    print("none, create:", describe(bare))
