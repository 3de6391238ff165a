"""Read a whole public record."""

from typing import Any

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"


def read_record(orcid: str) -> dict[str, Any]:
    """Return the record of a bare iD: identifier, history, person and a summary of activities.

    Raises LookupError when nobody has this iD, requests.HTTPError for other refusals.
    https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/
    """
    response = requests.get(
        f"{PUBLIC_API}/{orcid}/record", headers={"Accept": "application/json"}, timeout=30
    )
    if response.status_code == 404:
        raise LookupError(f"nobody has the iD {orcid}")
    response.raise_for_status()
    record: dict[str, Any] = response.json()
    return record


if __name__ == "__main__":
    record = read_record("0000-0002-1825-0097")
    print("iD:", record["orcid-identifier"]["uri"])
    print("claimed:", record["history"]["claimed"])
    print("sections of the person:", ", ".join(key for key in record["person"] if key.endswith("s")))
    activities = record["activities-summary"]
    for name in ("employments", "educations", "fundings", "works", "peer-reviews"):
        groups = activities[name].get("group") or activities[name].get("affiliation-group") or []
        print(f"{name}: {len(groups)}")
