"""Update the metadata of a DOI at DataCite: what you send replaces, what you leave out stays."""

import os
from typing import Any

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org


def change(doi: str, attributes: dict[str, Any]) -> dict[str, Any]:
    """Send some attributes of a DOI and return all of them. Raises RuntimeError when DataCite refuses.

    A list is replaced as a whole: to add a subject, send the old ones with it. An empty list empties.
    https://support.datacite.org/docs/updating-metadata-with-the-rest-api
    """
    response = requests.put(
        f"{API}/dois/{doi}",
        json={"data": {"type": "dois", "attributes": attributes}},
        auth=(os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"]),
        headers={"Content-Type": "application/vnd.api+json", "Accept": "application/vnd.api+json"},
        timeout=60,
    )
    if not response.ok:
        raise RuntimeError(f"{response.status_code}: {response.text}")
    return dict(response.json()["data"]["attributes"])


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/guide-update"
    first = change(doi, {"titles": [{"title": "Cracked pots"}], "subjects": [{"subject": "pots"}]})
    print("version", first["metadataVersion"], first["titles"], first["subjects"])
    longer = [*first["subjects"], {"subject": "ceramics"}]
    second = change(doi, {"titles": [{"title": "Cracked pots, revised"}], "subjects": longer})
    print("version", second["metadataVersion"], second["titles"], second["subjects"])
    third = change(doi, {"subjects": []})
    print("version", third["metadataVersion"], third["titles"], third["subjects"])
