"""Add an employment to a person's record."""

import os
from typing import Any

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0

EMPLOYMENT: dict[str, Any] = {
    "department-name": "Department of Psychoceramics",
    "role-title": "Professor",
    "start-date": {"year": {"value": "2019"}, "month": {"value": "09"}},
    "organization": {
        "name": "Brown University",
        "address": {"city": "Providence", "region": "RI", "country": "US"},
        "disambiguated-organization": {
            "disambiguated-organization-identifier": "https://ror.org/05gq02987",
            "disambiguation-source": "ROR",
        },
    },
}


def add_employment(orcid: str, employment: dict[str, Any]) -> str:
    """Add an employment and return its put-code, the number you change and delete it by.

    https://info.orcid.org/documentation/api-tutorials/api-tutorial-add-and-update-data-on-an-orcid-record/
    """
    headers = {
        "Accept": "application/json",
        "Authorization": f"Bearer {os.environ['ORCID_ACCESS_TOKEN']}",
    }
    response = requests.post(f"{API}/{orcid}/employment", json=employment, headers=headers, timeout=30)
    if response.status_code != 201:
        raise SystemExit(_refusal(response))
    return response.headers["Location"].rpartition("/")[2]


def _refusal(response: requests.Response) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(os.environ["ORCID_ACCESS_TOKEN"], "…")


if __name__ == "__main__":
    print("Employment added, put-code", add_employment(os.environ["ORCID_ID"], EMPLOYMENT))
