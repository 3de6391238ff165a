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
    response = requests.put(
        f"{API}/dois/{doi}",
        json={"data": {"type": "dois", "attributes": attributes}},
        auth=ACCOUNT,
        headers=HEADERS,
        timeout=60,
    )
    # endregion
    if not response.ok:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    return dict(response.json()["data"]["attributes"])


if __name__ == "__main__":
    doi = f"{os.environ['DATACITE_PREFIX']}/guide-update"
    pots = [{"subject": "pots"}]
    first = change(doi, {"titles": [{"title": "Cracked pots"}], "subjects": pots})
    # region excerpt
    longer = [*first["subjects"], {"subject": "ceramics"}]
    second = change(doi, {"subjects": longer})
    print("version", second["metadataVersion"], second["titles"], second["subjects"])
    # endregion
