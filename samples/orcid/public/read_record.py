"""Read a public ORCID record."""

from typing import Any

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"


def read_record(orcid: str) -> dict[str, Any]:
    """Return the record of a bare iD.

    Raises LookupError when nobody has this iD, requests.HTTPError for other refusals.
    https://info.orcid.org/documentation/api-tutorials/
    """
    # region excerpt
    address = f"{PUBLIC_API}/{orcid}/record"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    if response.status_code == 404:
        raise LookupError(f"nobody has the iD {orcid}")
    response.raise_for_status()
    return dict(response.json())
    # endregion


if __name__ == "__main__":
    # region excerpt
    record = read_record("0000-0002-1825-0097")
    print("iD:", record["orcid-identifier"]["uri"])
    print("claimed:", record["history"]["claimed"])
    activities = record["activities-summary"]
    print("employments:", len(activities["employments"]["affiliation-group"]))
    print("works:", len(activities["works"]["group"]))
    # endregion
