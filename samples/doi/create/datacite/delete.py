"""Delete a DataCite draft, and learn why a findable DOI stays."""

import os

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
ACCOUNT = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
HEADERS = {"Content-Type": "application/vnd.api+json", "Accept": "application/vnd.api+json"}
FINDABLE = {
    "event": "publish",
    "url": "https://repository.example.org/pots",
    "creators": [{"name": "Carberry, Josiah"}],
    "titles": [{"title": "Fracture patterns of cracked pots"}],
    "publisher": "Example Data Repository",
    "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Dataset"},
    "schemaVersion": "http://datacite.org/schema/kernel-4",
}


def delete(doi: str) -> str:
    """Delete a DOI that is still a draft and say what came of it. Raises RuntimeError for other errors.

    https://support.datacite.org/docs/doi-states
    """
    response = requests.delete(f"{API}/dois/{doi}", auth=ACCOUNT, headers=HEADERS, timeout=30)
    if response.status_code == 204:
        return "deleted"
    if response.status_code == 405:
        return f"405 {response.json()['errors'][0]['title']}; allowed: {response.headers['Allow']}"
    if response.status_code == 404:
        return "there is no such DOI"
    raise RuntimeError(f"{response.status_code}: {response.text}")


if __name__ == "__main__":
    for name, attributes in (("guide-draft", {}), ("guide-findable", FINDABLE)):
        doi = f"{os.environ['DATACITE_PREFIX']}/{name}"
        body = {"data": {"type": "dois", "attributes": attributes}}
        made = requests.put(f"{API}/dois/{doi}", json=body, auth=ACCOUNT, headers=HEADERS, timeout=60)
        made.raise_for_status()
        print(f"{name}: {delete(doi)}")
        print(f"{name}, again: {delete(doi)}")
