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
        raise SystemExit(_refusal(response))
    record: dict[str, Any] = response.json()
    return record


def _refusal(response: requests.Response) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(os.environ["ORCID_ACCESS_TOKEN"], "…")


if __name__ == "__main__":
    record = read_record(os.environ["ORCID_ID"])
    name, activities = record["person"]["name"], record["activities-summary"]
    print(record["orcid-identifier"]["uri"])
    print("Given names:", name["given-names"]["value"] if name else "(not shared)")
    print("Employments:", len(activities["employments"]["affiliation-group"]))
    print("Works:", len(activities["works"]["group"]))
