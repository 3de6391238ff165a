"""Narrow a DataCite search with filters."""

import os
from typing import Any

import requests

DOIS = "https://api.datacite.org/dois"


def filter_dois(filters: dict[str, str]) -> dict[str, Any]:
    """Return the answer with the DOIs that pass all filters, such as resource-type-id, published or prefix.

    A comma in resource-type-id means OR; in published it means from one year to the other.
    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        DOIS,
        params={**filters, "page[size]": "5", "fields[dois]": "titles,publicationYear,types"},
        headers={"Accept": "application/vnd.api+json", "User-Agent": contact},
        timeout=30,
    )
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}: {response.text[:200]}")
    answer: dict[str, Any] = response.json()
    return answer


if __name__ == "__main__":
    found = filter_dois({"resource-type-id": "software,dataset", "published": "2015,2020"})
    print(found["meta"]["total"], "data sets and programs of 2015 to 2020")
    for record in found["data"]:
        described = record["attributes"]
        kind = described["types"]["resourceTypeGeneral"]
        print(described["publicationYear"], kind, record["id"], described["titles"][0]["title"][:50])
