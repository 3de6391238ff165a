"""Recognise a prefix that is not yours (403) and a DOI that is taken (422)."""

import os

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
ACCOUNT = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
JSON_API = "application/vnd.api+json"
HEADERS = {"Content-Type": JSON_API, "Accept": JSON_API}


def create(doi: str) -> str:
    """Create a draft and say in plain words what came of it.

    Raises RuntimeError where that is none of the three, e.g. in maintenance.
    https://support.datacite.org/docs/api-error-codes
    """
    response = requests.post(
        f"{API}/dois",
        json={"data": {"type": "dois", "attributes": {"doi": doi}}},
        auth=ACCOUNT,
        headers=HEADERS,
        timeout=30,
    )
    # region excerpt
    if response.status_code == 201:
        return "created"
    if response.status_code == 403:
        return f"403: is {doi.partition('/')[0]} a prefix of this repository?"
    if response.status_code == 422:
        is_taken = "already been taken" in response.text
        return "422: the DOI is taken" if is_taken else "422: no valid DOI"
    raise RuntimeError(f"DataCite answered {response.status_code}")
    # endregion


if __name__ == "__main__":
    own = os.environ["DATACITE_PREFIX"]
    for doi in ("10.1594/guide", f"{own}/mine", f"{own}/mine", f"{own}/guide+mine"):
        print(f"{doi}: {create(doi)}")
