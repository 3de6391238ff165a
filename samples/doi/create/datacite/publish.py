"""Register (mint) a dataset's DOI with DataCite."""

import json
import os
from typing import Any

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
ACCOUNT = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
JSON_API = "application/vnd.api+json"
HEADERS = {"Content-Type": JSON_API, "Accept": JSON_API}
DATASET = {
    "creators": [{"name": "Carberry, Josiah"}],
    "titles": [{"title": "Fracture patterns of cracked pots"}],
    "publisher": {"name": "Example Data Repository"},
    "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Dataset"},
    "schemaVersion": "http://datacite.org/schema/kernel-4",
}


def publish(doi: str, url: str, metadata: dict[str, Any]) -> dict[str, Any]:
    """Create a DOI, or update it, make it findable, and return its attributes.

    Raises RuntimeError with what is wrong when DataCite refuses.
    https://support.datacite.org/docs/api-create-dois
    """
    # region excerpt
    attributes = {**metadata, "url": url, "event": "publish"}
    response = requests.put(
        f"{API}/dois/{doi}",
        json={"data": {"type": "dois", "attributes": attributes}},
        auth=ACCOUNT,
        headers=HEADERS,
        timeout=60,
    )
    # endregion
    if response.status_code == 422:
        sent = str(response.request.headers["Authorization"]).removeprefix("Basic ")
        text = response.text.replace(sent, "***").replace(ACCOUNT[1], "***")
        error = json.loads(text)["errors"][0]
        raise RuntimeError(f"422 {error.get('source')}: {error['title']}")
    if not response.ok:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    return dict(response.json()["data"]["attributes"])


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/guide-publish"
    made = publish(doi, "https://repository.example.org/pots", DATASET)
    print(made["doi"], "is", made["state"])
