"""Withdraw a published DOI at DataCite: hide its metadata, keep the DOI."""

import os
from typing import Any

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
WORK = {
    "creators": [{"name": "Carberry, Josiah"}],
    "titles": [{"title": "Fracture patterns of cracked pots"}],
    "publisher": "Example Data Repository",
    "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Dataset"},
    "url": "https://repository.example.org/pots",
    "schemaVersion": "http://datacite.org/schema/kernel-4",
}


def send_event(doi: str, event: str, attributes: dict[str, Any]) -> str:
    """Ask for a state change and return the state that follows: read it, an event that can't be is no error.

    Raises RuntimeError when DataCite refuses. https://support.datacite.org/docs/doi-states
    """
    response = requests.put(
        f"{API}/dois/{doi}",
        json={"data": {"type": "dois", "attributes": {**attributes, "event": event}}},
        auth=(os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"]),
        headers={"Content-Type": "application/vnd.api+json", "Accept": "application/vnd.api+json"},
        timeout=60,
    )
    if not response.ok:
        raise RuntimeError(f"{response.status_code}: {response.text}")
    public = requests.get(f"{API}/dois/{doi}", headers={"Accept": "application/vnd.api+json"}, timeout=30)
    return f"{response.json()['data']['attributes']['state']}, the public gets {public.status_code}"


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/guide-hide"
    print("new, hide:", send_event(doi, "hide", WORK))
    print("publish:", send_event(doi, "publish", {}))
    tombstone = {"url": "https://repository.example.org/withdrawn/pots", "reason": "Withdrawn by the author"}
    print("hide:", send_event(doi, "hide", tombstone))
    print("publish again:", send_event(doi, "publish", {"url": WORK["url"]}))
