"""Update a DOI's metadata at DataCite."""

import os
from typing import Any

import requests

API = "https://api.test.datacite.org"  # production: https://api.datacite.org
ACCOUNT = (os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"])
JSON_API = "application/vnd.api+json"
HEADERS = {"Content-Type": JSON_API, "Accept": JSON_API}


def change(doi: str, attributes: dict[str, Any]) -> dict[str, Any]:
    """Send some attributes of a DOI and return all of them. The others stay.

    A list is replaced as a whole. Raises RuntimeError when DataCite refuses.
    https://support.datacite.org/docs/updating-metadata-with-the-rest-api
    """
    # region excerpt
    body = {"data": {"type": "dois", "attributes": attributes}}
    response = requests.put(
        f"{API}/dois/{doi}", json=body, auth=ACCOUNT, headers=HEADERS, timeout=60
    )
    # endregion
    if not response.ok:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    return dict(response.json()["data"]["attributes"])


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/guide-update"
    first = change(doi, {"subjects": [{"subject": "pots"}]})
    # region excerpt
    second = change(doi, {"subjects": [*first["subjects"], {"subject": "ceramics"}]})
    print("version", second["metadataVersion"], second["subjects"])
    # endregion
