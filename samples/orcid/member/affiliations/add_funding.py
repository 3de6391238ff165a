"""Add a grant to an ORCID record."""

import os

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
FUNDER = {
    "name": "National Science Foundation",
    "address": {"city": "Alexandria", "region": "VA", "country": "US"},
    "disambiguated-organization": {
        "disambiguated-organization-identifier": "https://ror.org/021nxhr62",
        "disambiguation-source": "ROR",
    },
}


def add_grant(orcid: str, token: str, title: str, number: str) -> str:
    """Return the address of a new grant by the National Science Foundation.

    Raises RuntimeError with ORCID's reason.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/funding.md
    """
    number_id = {"external-id-type": "grant_number", "external-id-value": number}
    # region excerpt
    grant = {
        "type": "grant",
        "title": {"title": {"value": title}},
        "external-ids": {
            "external-id": [{**number_id, "external-id-relationship": "self"}]
        },
        "organization": FUNDER,
    }
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    address = f"{API}/{orcid}/funding"
    response = requests.post(address, json=grant, headers=headers, timeout=30)
    # endregion
    if response.status_code != 201:
        reason = response.text.replace(token, "…") if token else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return response.headers["Location"]


if __name__ == "__main__":
    orcid, token = os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"]
    print(add_grant(orcid, token, "Pots Under Pressure", "PSY-2026-01"))
