"""Read DataCite's 422: which property stops a DOI from being published."""

import os
from typing import Any

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
METADATA = {
    "url": "https://repository.example.org/pots",
    "creators": [{"name": "Carberry, Josiah"}],
    "titles": [{"title": "Fracture patterns of cracked pots"}],
    "publisher": "Example Data Repository",
    "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Dataset"},
    "schemaVersion": "http://datacite.org/schema/kernel-4",
}


def publish(doi: str, metadata: dict[str, Any]) -> list[str]:
    """Publish a DOI and return what is wrong with its metadata, nothing when it is published.

    Raises RuntimeError for an error that is not about metadata.
    https://support.datacite.org/docs/api-error-codes
    """
    response = requests.post(
        f"{API}/dois",
        json={"data": {"type": "dois", "attributes": {"doi": doi, **metadata, "event": "publish"}}},
        auth=(os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"]),
        headers={"Content-Type": "application/vnd.api+json", "Accept": "application/vnd.api+json"},
        timeout=60,
    )
    if response.status_code not in (201, 422):
        raise RuntimeError(f"{response.status_code}: {response.text}")
    return [f"{error['source']}: {error['title']}" for error in response.json().get("errors", [])]


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/guide-incomplete"
    print("no creators:", *publish(doi, {**METADATA, "creators": []}))
    print("no URL:", *publish(doi, {**METADATA, "url": None}))
    print("a string in a list:", *publish(doi, {**METADATA, "titles": ["Cracked pots"]}))
    person = {"name": "Carberry, Josiah", "nameType": "personal"}
    print("wrong nameType:", *publish(doi, {**METADATA, "creators": [person]}))
    print("no schemaVersion:", *publish(doi, {**METADATA, "creators": [], "schemaVersion": None}))
