"""Add a grant."""

import os

import requests

MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def add_grant(orcid: str, token: str, title: str, number: str) -> str:
    """Return the address of a new grant by the National Science Foundation.

    The type is grant, contract, award or salary-award. The funder stands in `organization`.
    Raises RuntimeError with ORCID's reason when it refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/funding.md
    """
    funder = {
        "name": "National Science Foundation",
        "address": {"city": "Alexandria", "region": "VA", "country": "US"},
        "disambiguated-organization": {
            "disambiguated-organization-identifier": "https://ror.org/021nxhr62",
            "disambiguation-source": "ROR",
        },
    }
    number_id = {"external-id-type": "grant_number", "external-id-value": number}
    response = requests.post(
        f"{MEMBER_API}/{orcid}/funding",
        json={
            "type": "grant",
            "title": {"title": {"value": title}},
            "amount": {"value": "250000", "currency-code": "USD"},
            "external-ids": {"external-id": [{**number_id, "external-id-relationship": "self"}]},
            "organization": funder,
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
    print(add_grant(os.environ["ORCID_ID"], token, "Pots Under Pressure", "PSY-2026-01"))
