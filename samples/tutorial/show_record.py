"""Show what everyone may see on a record: no account, no token."""

import os
from typing import Any

import requests

API = "https://pub.sandbox.orcid.org/v3.0"  # production: https://pub.orcid.org/v3.0


def read_public_record(orcid: str) -> dict[str, Any]:
    """Return the public part of a record.

    https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/
    """
    response = requests.get(f"{API}/{orcid}/record", headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    record: dict[str, Any] = response.json()
    return record


if __name__ == "__main__":
    activities = read_public_record(os.environ["ORCID_ID"])["activities-summary"]
    for group in activities["employments"]["affiliation-group"]:
        employment = group["summaries"][0]["employment-summary"]
        print(f"{employment['role-title'] or 'Employed'}, {employment['organization']['name']}")
    for group in activities["works"]["group"]:
        work = group["work-summary"][0]  # the first of a group is the version its owner prefers
        year = work["publication-date"]["year"]["value"] if work["publication-date"] else "no date"
        source = (work["source"]["source-name"] or {}).get("value", "(name not public)")
        print(f"{work['title']['title']['value']} ({year}), added by {source}")
