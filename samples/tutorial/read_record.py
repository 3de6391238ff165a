"""Read a record with a person's permission."""

import os
from typing import Any

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def read_record(orcid: str) -> dict[str, Any]:
    """Return a whole record, with what its owner shares with trusted parties.

    https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/
    """
    headers = {
        "Accept": "application/json",
        "Authorization": f"Bearer {os.environ['ORCID_ACCESS_TOKEN']}",
    }
    response = requests.get(f"{API}/{orcid}/record", headers=headers, timeout=30)
    if response.status_code != 200:
        raise SystemExit(f"{response.status_code} from ORCID: {response.text}")
    record: dict[str, Any] = response.json()
    return record


if __name__ == "__main__":
    record = read_record(os.environ["ORCID_ID"])
    name, activities = record["person"]["name"], record["activities-summary"]
    print(record["orcid-identifier"]["uri"])
    print("Given names:", name["given-names"]["value"] if name else "(not shared)")
    print("Employments:", len(activities["employments"]["affiliation-group"]))
    print("Works:", len(activities["works"]["group"]))
