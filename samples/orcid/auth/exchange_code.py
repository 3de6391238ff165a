"""Exchange an authorization code for an access token and the person's iD."""

import os
from typing import Any

import requests

TOKEN = "https://sandbox.orcid.org/oauth/token"  # production: https://orcid.org/oauth/token
REDIRECT_URI = "http://127.0.0.1:5000/callback"


def exchange_code(code: str) -> dict[str, Any]:
    """Return ORCID's token reply: access and refresh token, scope, and the authenticated iD.

    Raises RuntimeError with ORCID's own words when it refuses.
    https://info.orcid.org/documentation/api-tutorials/api-tutorial-get-and-authenticated-orcid-id/
    """
    response = requests.post(
        TOKEN,
        data={
            "client_id": os.environ["ORCID_CLIENT_ID"],
            "client_secret": os.environ["ORCID_CLIENT_SECRET"],
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": REDIRECT_URI,
        },
        headers={"Accept": "application/json"},
        timeout=30,
    )
    if response.status_code != 200:
        raise RuntimeError(_refusal(response, code))
    reply: dict[str, Any] = response.json()
    return reply


def _refusal(response: requests.Response, code: str) -> str:
    """Return why ORCID refuses, without code and secret, which its answer may repeat."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error_description")
    reason = ": ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(code, "…").replace(
        os.environ["ORCID_CLIENT_SECRET"], "…"
    )


if __name__ == "__main__":
    reply = exchange_code(os.environ["ORCID_AUTHORIZATION_CODE"])
    print(f"iD: https://sandbox.orcid.org/{reply['orcid']}")
    print("Name:", reply["name"] or "(not public)")
    print("May:", ", ".join(reply["scope"].split()))
    print(f"For: {reply['expires_in'] / 60 / 60 / 24 / 365.2425:.1f} years, type {reply['token_type']}")
    print("Also in the reply:", ", ".join(sorted(set(reply) & {"refresh_token", "id_token"})))
