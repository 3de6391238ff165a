"""Draw random DataCite DOIs."""

import os
from typing import Any

import requests

DOIS = "https://api.datacite.org/dois"


def draw_dois(size: int, params: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """Return `size` random records among those that match; page[number] and sort count for nothing here.

    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        DOIS,
        params={**(params or {}), "random": "true", "page[size]": str(size)},
        headers={"Accept": "application/vnd.api+json", "User-Agent": contact},
        timeout=60,
    )
    if response.status_code == 400:
        raise ValueError(response.text)
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}: {response.text[:200]}")
    records: list[dict[str, Any]] = response.json()["data"]
    return records


if __name__ == "__main__":
    for record in [*draw_dois(2), *draw_dois(2, {"resource-type-id": "dataset"})]:
        print(record["attributes"]["types"].get("resourceTypeGeneral"), record["id"])
    try:
        draw_dois(2, {"page[cursor]": "1"})
    except ValueError as error:
        print(error)
