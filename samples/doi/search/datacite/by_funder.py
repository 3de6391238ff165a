"""Find the DataCite DOIs that a funder paid for."""

import os
from typing import Any

import requests

DOIS = "https://api.datacite.org/dois"


def find_by_funder(funder_id: str) -> list[dict[str, Any]]:
    """Return the records with this Funder Registry id, 25 at most; `funded-by=` takes a ROR id instead.

    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        DOIS,
        params={"funder-id": funder_id, "page[size]": "25"},
        headers={"Accept": "application/vnd.api+json", "User-Agent": contact},
        timeout=60,
    )
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}: {response.text[:200]}")
    records: list[dict[str, Any]] = response.json()["data"]
    return records


if __name__ == "__main__":
    for funder_id in ("10.13039/100000001", "10.13039/501100000780"):
        for record in find_by_funder(funder_id):
            for funding in record["attributes"]["fundingReferences"]:
                if (funding.get("funderIdentifier") or "").endswith(funder_id):
                    print(record["id"], "|", funding["funderName"], funding.get("awardNumber") or "no number")
