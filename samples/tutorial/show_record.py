"""Show what everyone may see on a record."""

import os
from typing import Any

import requests

API = "https://pub.sandbox.orcid.org/v3.0"  # production: https://pub.orcid.org/v3.0


def read_public_activities(orcid: str) -> dict[str, Any]:
    """Return a summary of a record's public employments, works and other activities.

    Raises requests.HTTPError when the record cannot be read.
    https://info.orcid.org/documentation/api-tutorials/
    """
    # region excerpt
    address = f"{API}/{orcid}/activities"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    return dict(response.json())
    # endregion


if __name__ == "__main__":
    # region excerpt
    activities = read_public_activities(os.environ["ORCID_ID"])
    for group in activities["employments"]["affiliation-group"]:
        employment = group["summaries"][0]["employment-summary"]
        print(employment["role-title"], "at", employment["organization"]["name"])
    for group in activities["works"]["group"]:
        work = group["work-summary"][0]
        source = (work["source"]["source-name"] or {}).get("value", "(not public)")
        print(f"{work['title']['title']['value']}, added by {source}")
    # endregion
