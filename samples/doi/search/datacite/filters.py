"""Filter DataCite DOIs by type and year."""

import os
from typing import Any

import requests


def filter_dois(filters: dict[str, str]) -> dict[str, Any]:
    """Return the answer with the DOIs that pass all filters, such as prefix or state.

    A comma in resource-type-id means OR; in published it means from year to year.
    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {**filters, "page[size]": "5", "fields[dois]": "types"}
    headers = {"Accept": "application/vnd.api+json", "User-Agent": contact}
    address = "https://api.datacite.org/dois"
    response = requests.get(address, params=params, headers=headers, timeout=30)
    # endregion
    response.raise_for_status()
    return dict(response.json())


if __name__ == "__main__":
    # region excerpt
    filters = {"resource-type-id": "software,dataset", "published": "2015,2020"}
    found = filter_dois(filters)
    # endregion
    print(found["meta"]["total"], "datasets and programs of 2015 to 2020")
    for record in found["data"]:
        print(record["attributes"]["types"]["resourceTypeGeneral"], record["id"])
