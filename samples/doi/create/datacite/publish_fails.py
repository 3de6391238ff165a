"""Read DataCite's 422: what stops a DOI from being published."""

import json
import os
from typing import Any

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
ACCOUNT = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
JSON_API = "application/vnd.api+json"
HEADERS = {"Content-Type": JSON_API, "Accept": JSON_API}
METADATA = {
    "url": "https://repository.example.org/pots",
    "creators": [{"name": "Carberry, Josiah"}],
    "titles": [{"title": "Fracture patterns of cracked pots"}],
    "publisher": {"name": "Example Data Repository"},
    "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Dataset"},
    "schemaVersion": "http://datacite.org/schema/kernel-4",
}


def publish(doi: str, metadata: dict[str, Any]) -> list[str]:
    """Publish a DOI and return what is wrong with its metadata, nothing if it is out.

    Raises RuntimeError for an error that is not about metadata.
    https://support.datacite.org/docs/api-error-codes
    """
    attributes = {"doi": doi, **metadata, "event": "publish"}
    payload = {"data": {"type": "dois", "attributes": attributes}}
    response = requests.post(
        f"{API}/dois", json=payload, auth=ACCOUNT, headers=HEADERS, timeout=60
    )
    # region excerpt
    if response.status_code not in (201, 422):
        raise RuntimeError(f"DataCite answered {response.status_code}")
    sent = str(response.request.headers["Authorization"]).removeprefix("Basic ")
    text = response.text.replace(sent, "***").replace(ACCOUNT[1], "***")
    errors = json.loads(text).get("errors", [])
    return [f"{error['source']}: {error['title']}" for error in errors]
    # endregion


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/guide-incomplete"
    print("no creators:", *publish(doi, {**METADATA, "creators": []}))
    print("no URL:", *publish(doi, {**METADATA, "url": None}))
    print("no list of objects:", *publish(doi, {**METADATA, "titles": ["Pots"]}))
    unversioned = {**METADATA, "creators": [], "schemaVersion": None}
    print("no schemaVersion:", *publish(doi, unversioned))
