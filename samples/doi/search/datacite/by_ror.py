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
    params = {"affiliation-id": ror_id, "page[size]": "1000"}
    params |= {"affiliation": "true", "publisher": "true"}  # objects, not names
    headers = {"Accept": "application/vnd.api+json", "User-Agent": contact}
    address = "https://api.datacite.org/dois"
    response = requests.get(address, params=params, headers=headers, timeout=60)
    # endregion
    response.raise_for_status()
    return list(response.json()["data"])


if __name__ == "__main__":
    ror_id = "https://ror.org/05gq02987"
    for record in find_by_ror(ror_id):
        for creator in record["attributes"].get("creators") or []:
            for place in creator.get("affiliation") or []:
                if place.get("affiliationIdentifier") == ror_id:
                    print(record["id"], creator["name"], "|", place["name"])
