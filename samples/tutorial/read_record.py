"""Read a record with a person's permission."""

import os
from typing import Any

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def read_record(orcid: str, token: str) -> dict[str, Any]:
    """Return a whole record, with what its owner shares with trusted parties.

    Raises SystemExit with ORCID's own words when it refuses.
    https://info.orcid.org/documentation/api-tutorials/
    """
    # region excerpt
    headers = {"Accept": "application/json", "Authorization": f"Bearer {token}"}
    response = requests.get(f"{API}/{orcid}/record", headers=headers, timeout=30)
    # endregion
    if response.status_code != 200:
        reason = response.text.replace(token, "…") if token else response.text
        raise SystemExit(f"{response.status_code} from ORCID: {reason[:200]}")
    return dict(response.json())


if __name__ == "__main__":
    # region excerpt
    record = read_record(os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"])
    name, activities = record["person"]["name"], record["activities-summary"]
    print(record["orcid-identifier"]["uri"])
    print("Given names:", name["given-names"]["value"] if name else "(not shared)")
    print("Employments:", len(activities["employments"]["affiliation-group"]))
    print("Works:", len(activities["works"]["group"]))
    # endregion
