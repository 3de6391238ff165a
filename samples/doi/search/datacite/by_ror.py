"""Find an institution's DataCite DOIs by ROR id."""

import os
from typing import Any

import requests


def find_by_ror(ror_id: str) -> list[dict[str, Any]]:
    """Return the records of people with this affiliation, 1000 at most.

    Most deposits name an institution without its ROR id: these are not found.
    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    response = requests.get(
        "https://api.datacite.org/dois",
        params={
            "affiliation-id": ror_id,
            "affiliation": "true",  # objects with identifiers, instead of names
            "publisher": "true",
            "page[size]": "1000",
        },
        headers={"Accept": "application/vnd.api+json", "User-Agent": contact},
        timeout=60,
    )
    # endregion
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    return list(response.json()["data"])


if __name__ == "__main__":
    ror_id = "https://ror.org/05gq02987"
    for record in find_by_ror(ror_id):
        for creator in record["attributes"].get("creators") or []:
            for place in creator.get("affiliation") or []:
                if place.get("affiliationIdentifier") == ror_id:
                    print(record["id"], creator["name"], "|", place["name"])
