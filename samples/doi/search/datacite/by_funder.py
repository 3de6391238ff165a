"""Find a funder's DataCite DOIs by ROR id."""

import os
from typing import Any

import requests


def find_by_funder(ror_id: str) -> list[dict[str, Any]]:
    """Return the records that this funder paid for, 25 at most.

    Records that carry the funder's old Funder Registry id are found, too.
    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {"funded-by": ror_id, "page[size]": "25"}
    headers = {"Accept": "application/vnd.api+json", "User-Agent": contact}
    address = "https://api.datacite.org/dois"
    response = requests.get(address, params=params, headers=headers, timeout=60)
    # endregion
    response.raise_for_status()
    return list(response.json()["data"])


if __name__ == "__main__":
    # region excerpt
    for record in find_by_funder("https://ror.org/021nxhr62"):
        for funding in record["attributes"].get("fundingReferences") or []:
            number = funding.get("awardNumber") or "no number"
            print(record["id"], "|", funding["funderName"], number)
    # endregion
