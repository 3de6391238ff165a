"""Change the URL that a DataCite DOI leads to."""

import os

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org


def move(doi: str, url: str) -> str:
    """Point a DOI to a new landing page and return the URL that DataCite now has for it.

    The metadata stays as it is. Raises RuntimeError when DataCite refuses the change.
    https://support.datacite.org/docs/updating-metadata-with-the-rest-api
    """
    account = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
    headers = {"Content-Type": "application/vnd.api+json", "Accept": "application/vnd.api+json"}
    response = requests.put(
        f"{API}/dois/{doi}",
        json={"data": {"type": "dois", "attributes": {"url": url}}},
        auth=account,
        headers=headers,
        timeout=30,
    )
    if not response.ok:
        raise RuntimeError(f"{response.status_code}: {response.text}")
    stored = requests.get(f"{API}/dois/{doi}/get-url", auth=account, headers=headers, timeout=30)
    if stored.status_code == 204:
        raise RuntimeError(f"{doi} is a draft without a URL")
    stored.raise_for_status()
    return str(stored.json()["url"])


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/guide-move"
    print(move(doi, "https://repository.example.org/pots"))
    print(move(doi, "https://new-repository.example.org/records/pots"))
    try:
        move(doi, "new-repository.example.org/records/pots")
    except RuntimeError as error:
        print(error)
