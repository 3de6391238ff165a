"""Find a person's DataCite DOIs by ORCID iD."""

import os
from typing import Any

import requests

DOIS = "https://api.datacite.org/dois"


def find_by_orcid(orcid_id: str) -> list[dict[str, Any]]:
    """Return the records with this iD among the creators or contributors, 1000 at most.

    `user-id=` does the same for creators only. Deposits carry the iD with and without address.
    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    field = "creators_and_contributors.nameIdentifiers.nameIdentifier"
    response = requests.get(
        DOIS,
        params={"query": f'{field}:({orcid_id} OR "https://orcid.org/{orcid_id}")', "page[size]": "1000"},
        headers={"Accept": "application/vnd.api+json", "User-Agent": contact},
        timeout=60,
    )
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}: {response.text[:200]}")
    records: list[dict[str, Any]] = response.json()["data"]
    return records


if __name__ == "__main__":
    for record in find_by_orcid("0000-0002-1825-0097"):
        described = record["attributes"]
        kind = described["types"].get("resourceTypeGeneral", "no type")
        title = described["titles"][0]["title"] if described["titles"] else "no title"
        print(record["id"], described["publicationYear"], kind, "|", title)
