"""Find a person's DataCite DOIs by ORCID iD."""

import os
from typing import Any

import requests


def find_by_orcid(orcid: str) -> list[dict[str, Any]]:
    """Return the records with this iD among creators or contributors, 1000 at most.

    Deposits carry the iD with and without its address. `user-id=` finds creators only.
    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    field = "creators_and_contributors.nameIdentifiers.nameIdentifier"
    query = f'{field}:({orcid} OR "https://orcid.org/{orcid}")'
    # region excerpt
    params = {"query": query, "page[size]": "1000"}
    headers = {"Accept": "application/vnd.api+json", "User-Agent": contact}
    address = "https://api.datacite.org/dois"
    response = requests.get(address, params=params, headers=headers, timeout=60)
    # endregion
    response.raise_for_status()
    return list(response.json()["data"])


if __name__ == "__main__":
    for record in find_by_orcid("0000-0002-1825-0097"):
        titles = record["attributes"].get("titles") or [{"title": "untitled"}]
        print(record["id"], "|", titles[0]["title"])
