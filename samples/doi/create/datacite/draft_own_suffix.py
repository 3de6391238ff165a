"""Create a DataCite draft under a suffix of your own."""

import os

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org


def create_draft(doi: str, title: str) -> str:
    """Create a draft of the DOI you chose and return its state. A draft needs no metadata at all.

    Raises FileExistsError when the DOI is taken, RuntimeError for any other refusal.
    https://support.datacite.org/docs/api-create-dois
    """
    response = requests.post(
        f"{API}/dois",
        json={"data": {"type": "dois", "attributes": {"doi": doi, "titles": [{"title": title}]}}},
        auth=(os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"]),
        headers={"Content-Type": "application/vnd.api+json", "Accept": "application/vnd.api+json"},
        timeout=30,
    )
    if response.status_code == 422 and response.json()["errors"][0]["source"] == "doi":
        raise FileExistsError(f"{doi}: {response.json()['errors'][0]['title']}")
    if response.status_code != 201:
        raise RuntimeError(f"{response.status_code}: {response.text}")
    attributes = response.json()["data"]["attributes"]
    return f"{attributes['doi']} is a {attributes['state']}"


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/Cracked-Pots.2026"
    for spelling in (doi, doi.lower()):
        try:
            print(create_draft(spelling, "Fracture patterns of cracked pots"))
        except FileExistsError as error:
            print(error)
