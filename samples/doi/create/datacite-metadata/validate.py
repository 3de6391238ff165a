"""Validate DataCite metadata before you publish a DOI."""

import os
from typing import Any

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
ACCOUNT = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
JSON_API = "application/vnd.api+json"
METADATA = {
    "url": "https://repository.example.org/pots",
    "creators": [{"name": "Carberry, Josiah"}],
    "titles": [{"title": "Fracture patterns of cracked pots"}],
    "publisher": {"name": "Example Data Repository"},
    "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Dataset"},
    "schemaVersion": "http://datacite.org/schema/kernel-4",
}


def find_faults(doi: str, metadata: dict[str, Any]) -> list[str]:
    """Return what is wrong with metadata, nothing if it may be published.

    DataCite keeps nothing. The status is 200 either way: read `errors`.
    https://support.datacite.org/docs/api-create-dois
    """
    # region excerpt
    response = requests.post(
        f"{API}/dois/validate",
        json={"data": {"type": "dois", "attributes": {"doi": doi, **metadata}}},
        auth=ACCOUNT,
        headers={"Content-Type": JSON_API, "Accept": JSON_API},
        timeout=60,
    )
    # endregion
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    # region excerpt
    errors = response.json().get("errors", [])
    return [f"{error['source']}: {error['title']}" for error in errors]
    # endregion


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/guide-validate"
    print("complete:", *find_faults(doi, METADATA) or ["valid"])
    print("no creators:", *find_faults(doi, {**METADATA, "creators": []}))
