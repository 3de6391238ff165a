"""Withdraw a DOI: hide its metadata, keep the DOI."""

import json
import os
from typing import Any

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


def send_event(doi: str, event: str, attributes: dict[str, Any]) -> str:
    """Ask for a state change and return the state that follows.

    Read it: an event that can't be is no error. Raises RuntimeError for a refusal.
    https://support.datacite.org/docs/doi-states
    """
    # region excerpt
    body = {"data": {"type": "dois", "attributes": {**attributes, "event": event}}}
    response = requests.put(
        f"{API}/dois/{doi}", json=body, auth=ACCOUNT, headers=HEADERS, timeout=60
    )
    # endregion
    if response.status_code == 422:
        sent = str(response.request.headers["Authorization"]).removeprefix("Basic ")
        text = response.text.replace(sent, "***").replace(ACCOUNT[1], "***")
        raise RuntimeError(f"422: {json.loads(text)['errors'][0]['title']}")
    if not response.ok:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    public = requests.get(f"{API}/dois/{doi}", headers={"Accept": JSON_API}, timeout=30)
    state = response.json()["data"]["attributes"]["state"]
    return f"{state}, the public gets {public.status_code}"


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/guide-hide"
    print("publish:", send_event(doi, "publish", WORK))
    # region excerpt
    tombstone = {"url": "https://repository.example.org/withdrawn/pots"}
    print("hide:", send_event(doi, "hide", {**tombstone, "reason": "Withdrawn"}))
    # endregion
    print("publish again:", send_event(doi, "publish", {"url": WORK["url"]}))
