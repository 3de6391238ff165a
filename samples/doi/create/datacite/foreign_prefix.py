"""Tell a prefix that is not yours (403) from a DOI that is taken (422)."""

import os

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org


def create(doi: str) -> str:
    """Create a draft and say in plain words what came of it.

    Raises RuntimeError where that is none of the three, e.g. in maintenance.
    https://support.datacite.org/docs/api-error-codes
    """
    response = requests.post(
        f"{API}/dois",
        json={"data": {"type": "dois", "attributes": {"doi": doi}}},
        auth=(os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"]),
        headers={"Content-Type": "application/vnd.api+json", "Accept": "application/vnd.api+json"},
        timeout=30,
    )
    if response.status_code == 201:
        return "created"
    if response.status_code not in (403, 422):
        raise RuntimeError(f"DataCite answered {response.status_code}: {response.text[:200]}")
    reason = response.json()["errors"][0]["title"]
    if response.status_code == 403:
        return f"403 {reason} Is {doi.partition('/')[0]} a prefix of this repository?"
    return f"{response.status_code} {reason}"


if __name__ == "__main__":
    own = os.environ["DATACITE_PREFIX"]
    for doi in ("10.1594/guide", f"{own}/guide-mine", f"{own}/guide-mine", f"{own}/guide+mine"):
        print(f"{doi}: {create(doi)}")
