"""Find an institution's DataCite DOIs by ROR id."""

import os
from typing import Any

import requests

DOIS = "https://api.datacite.org/dois"


def find_by_ror(ror_id: str) -> list[dict[str, Any]]:
    """Return the records of people with this affiliation; with `affiliation=true` they carry its identifier.

    Most deposits name an institution without its ROR id: these are not found.
    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        DOIS,
        params={"affiliation-id": ror_id, "affiliation": "true", "page[size]": "1000"},
        headers={"Accept": "application/vnd.api+json", "User-Agent": contact},
        timeout=60,
    )
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}: {response.text[:200]}")
    records: list[dict[str, Any]] = response.json()["data"]
    return records


if __name__ == "__main__":
    ror_id = "https://ror.org/05gq02987"
    for record in find_by_ror(ror_id):
        for creator in record["attributes"]["creators"]:
            for place in creator["affiliation"]:
                if place.get("affiliationIdentifier") == ror_id:
                    print(record["id"], creator["name"], "|", place["name"], ror_id)
