"""Draw a random sample of DataCite DOIs."""

import os
from typing import Any

import requests


def draw_dois(size: int, filters: dict[str, str]) -> list[dict[str, Any]]:
    """Return `size` random records among those that pass the filters.

    page[number] and sort count for nothing here; a cursor is refused.
    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {**filters, "random": "true", "page[size]": str(size)}
    headers = {"Accept": "application/vnd.api+json", "User-Agent": contact}
    address = "https://api.datacite.org/dois"
    response = requests.get(address, params=params, headers=headers, timeout=60)
    # endregion
    response.raise_for_status()
    return list(response.json()["data"])


if __name__ == "__main__":
    for record in draw_dois(3, {"resource-type-id": "dataset"}):
        print(record["attributes"]["types"].get("resourceTypeGeneral"), record["id"])
