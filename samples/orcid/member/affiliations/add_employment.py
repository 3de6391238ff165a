"""Add an employment, with the organization's ROR id."""

import os

import requests

MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def add_employment(orcid: str, token: str, role: str, start_year: int) -> str:
    """Return the address of a new employment at Brown University.

    An employment or education needs the organization's name, city, country and an id of it, from ROR,
    FUNDREF, RINGGOLD, GRID or LEI. Raises RuntimeError with ORCID's reason when it refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/affiliations.md
    """
    organization = {
        "name": "Brown University",
        "address": {"city": "Providence", "region": "RI", "country": "US"},
        "disambiguated-organization": {
            "disambiguated-organization-identifier": "https://ror.org/05gq02987",
            "disambiguation-source": "ROR",
        },
    }
    response = requests.post(
        f"{MEMBER_API}/{orcid}/employment",
        json={
            "department-name": "Psychoceramics",
            "role-title": role,
            "start-date": {"year": {"value": str(start_year)}},
            "organization": organization,
        },
        headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
        timeout=30,
    )
    if response.status_code != 201:
        raise RuntimeError(_refusal(response, token))
    return response.headers["Location"]


def _refusal(response: requests.Response, token: str) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(token, "…")


if __name__ == "__main__":
    token = os.environ["ORCID_ACCESS_TOKEN"]
    print(add_employment(os.environ["ORCID_ID"], token, "Keeper of Cracked Pots", 2026))
