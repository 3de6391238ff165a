"""Create a DataCite draft with your own suffix."""

import os

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
ACCOUNT = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
JSON_API = "application/vnd.api+json"
HEADERS = {"Content-Type": JSON_API, "Accept": JSON_API}


def create_draft(doi: str) -> str:
    """Create a draft of the DOI you chose and return its state. It needs no metadata.

    Raises FileExistsError when the DOI is taken, RuntimeError for another refusal.
    https://support.datacite.org/docs/api-create-dois
    """
    # region excerpt
    response = requests.post(
        f"{API}/dois",
        json={"data": {"type": "dois", "attributes": {"doi": doi}}},
        auth=ACCOUNT,
        headers=HEADERS,
        timeout=30,
    )
    if response.status_code == 422 and response.json()["errors"][0]["source"] == "doi":
        raise FileExistsError(f"{doi}: {response.json()['errors'][0]['title']}")
    # endregion
    if response.status_code != 201:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    attributes = response.json()["data"]["attributes"]
    return f"{attributes['doi']} is a {attributes['state']}"


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/Cracked-Pots.2026"
    for spelling in (doi, doi.lower()):
        try:
            print(create_draft(spelling))
        except FileExistsError as error:
            print(error)
