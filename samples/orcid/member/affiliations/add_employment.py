"""Add an employment to an ORCID record."""

import os

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
BROWN = {
    "name": "Brown University",
    "address": {"city": "Providence", "region": "RI", "country": "US"},
    "disambiguated-organization": {
        "disambiguated-organization-identifier": "https://ror.org/05gq02987",
        "disambiguation-source": "ROR",
    },
}


def add_employment(orcid: str, token: str, role: str, start_year: int) -> str:
    """Return the address of a new employment at Brown University.

    The token needs /activities/update. Raises RuntimeError with ORCID's reason.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/affiliations.md
    """
    # region excerpt
    employment = {
        "role-title": role,
        "start-date": {"year": {"value": str(start_year)}},
        "organization": BROWN,
    }
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    address = f"{API}/{orcid}/employment"
    response = requests.post(address, json=employment, headers=headers, timeout=30)
    # endregion
    if response.status_code != 201:
        reason = response.text.replace(token, "…") if token else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return response.headers["Location"]


if __name__ == "__main__":
    orcid, token = os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"]
    print(add_employment(orcid, token, "Keeper of Cracked Pots", 2026))
