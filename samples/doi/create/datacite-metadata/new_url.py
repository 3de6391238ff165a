"""Change the URL of a DataCite DOI."""

import os

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
ACCOUNT = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
JSON_API = "application/vnd.api+json"
HEADERS = {"Content-Type": JSON_API, "Accept": JSON_API}


def move(doi: str, url: str) -> str:
    """Point a DOI to a new landing page and return the URL that DataCite now has.

    The metadata stays as it is. Raises ValueError for an URL that DataCite refuses.
    https://support.datacite.org/docs/updating-metadata-with-the-rest-api
    """
    # region excerpt
    response = requests.put(
        f"{API}/dois/{doi}",
        json={"data": {"type": "dois", "attributes": {"url": url}}},
        auth=ACCOUNT,
        headers=HEADERS,
        timeout=30,
    )
    # endregion
    if response.status_code == 422:
        raise ValueError(f"422: DataCite refuses the URL {url}")
    if not response.ok:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    return str(response.json()["data"]["attributes"]["url"])


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/guide-move"
    print(move(doi, "https://repository.example.org/pots"))
    print(move(doi, "https://new-repository.example.org/records/pots"))
    try:
        move(doi, "new-repository.example.org/records/pots")
    except ValueError as error:
        print(error)
