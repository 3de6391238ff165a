"""Register (mint) a DOI at DataCite with complete metadata (kernel 4.7)."""

import os
from typing import Any

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
DATASET = {
    "creators": [{
        "name": "Carberry, Josiah", "nameType": "Personal", "givenName": "Josiah", "familyName": "Carberry",
        "nameIdentifiers": [{"nameIdentifier": "https://orcid.org/0000-0002-1825-0097",
                             "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}],
    }],
    "titles": [{"title": "Fracture patterns of cracked pots", "lang": "en"}],
    "publisher": {"name": "Example Data Repository"},
    "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Photographs"},
    "dates": [{"date": "2026-03/2026-05", "dateType": "Collected"}],
    "language": "en",
    "rightsList": [{"rightsIdentifier": "CC-BY-4.0"}],
    "descriptions": [{"description": "Photographs of 120 pots.", "descriptionType": "Abstract"}],
    "schemaVersion": "http://datacite.org/schema/kernel-4",
}  # fmt: skip


def publish(doi: str, url: str, metadata: dict[str, Any]) -> dict[str, Any]:
    """Create a DOI, or update the one there is, make it findable, and return its attributes.

    Raises RuntimeError when DataCite refuses. https://support.datacite.org/docs/api-create-dois
    """
    account = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
    headers = {"Content-Type": "application/vnd.api+json", "Accept": "application/vnd.api+json"}
    payload = {"data": {"type": "dois", "attributes": {**metadata, "url": url, "event": "publish"}}}
    response = requests.put(f"{API}/dois/{doi}", json=payload, auth=account, headers=headers, timeout=60)
    if not response.ok:
        raise RuntimeError(f"{response.status_code}: {response.text}")
    return dict(response.json()["data"]["attributes"])


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/guide-publish"
    made = publish(doi, "https://repository.example.org/pots", DATASET)
    print(made["doi"], "is", made["state"])
    print("added by DataCite:", made["rightsList"][0]["rightsUri"], "and", made["types"]["schemaOrg"])
