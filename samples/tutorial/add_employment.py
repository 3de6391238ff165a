"""Add an employment to a person's record."""

import os
from typing import Any

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
EMPLOYMENT: dict[str, Any] = {
    "role-title": "Professor",
    "start-date": {"year": {"value": "2019"}},
    "organization": {
        "name": "Brown University",
        "address": {"city": "Providence", "country": "US"},
        "disambiguated-organization": {
            "disambiguated-organization-identifier": "https://ror.org/05gq02987",
            "disambiguation-source": "ROR",
        },
    },
}


def add_employment(orcid: str, token: str) -> str:
    """Add EMPLOYMENT and return its put-code, by which you change and delete it.

    Raises SystemExit with ORCID's own words when it refuses.
    https://info.orcid.org/documentation/api-tutorials/
    """
    # region excerpt
    headers = {"Accept": "application/json", "Authorization": f"Bearer {token}"}
    address = f"{API}/{orcid}/employment"
    response = requests.post(address, json=EMPLOYMENT, headers=headers, timeout=30)
    if response.status_code == 201:
        return response.headers["Location"].rpartition("/")[2]
    # endregion
    reason = response.text.replace(token, "…") if token else response.text
    raise SystemExit(f"{response.status_code} from ORCID: {reason[:200]}")


if __name__ == "__main__":
    put_code = add_employment(os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"])
    print("Employment added, put-code", put_code)
