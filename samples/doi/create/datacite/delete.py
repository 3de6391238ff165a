"""Delete a DataCite draft (a findable DOI stays: 405)."""

import os

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
ACCOUNT = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
JSON_API = "application/vnd.api+json"
HEADERS = {"Content-Type": JSON_API, "Accept": JSON_API}
WORK = {
    "url": "https://repository.example.org/pots",
    "creators": [{"name": "Carberry, Josiah"}],
    "titles": [{"title": "Fracture patterns of cracked pots"}],
    "publisher": {"name": "Example Data Repository"},
    "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Dataset"},
    "schemaVersion": "http://datacite.org/schema/kernel-4",
}


def delete(doi: str) -> str:
    """Delete a DOI that is still a draft and say what came of it.

    Raises RuntimeError for other errors. https://support.datacite.org/docs/doi-states
    """
    # region excerpt
    address = f"{API}/dois/{doi}"
    response = requests.delete(address, auth=ACCOUNT, headers=HEADERS, timeout=30)
    if response.status_code == 204:
        return "deleted"
    if response.status_code == 405:
        return "405: it has been registered or published, and stays"
    if response.status_code == 404:
        return "404: there is no such DOI"
    # endregion
    raise RuntimeError(f"DataCite answered {response.status_code}")


if __name__ == "__main__":
    for name, work in (("draft", {}), ("findable", {**WORK, "event": "publish"})):
        doi = f"{os.environ['DATACITE_PREFIX']}/guide-{name}"
        body = {"data": {"type": "dois", "attributes": work}}
        made = requests.put(
            f"{API}/dois/{doi}", json=body, auth=ACCOUNT, headers=HEADERS, timeout=60
        )
        made.raise_for_status()
        print(f"{name}: {delete(doi)}")
