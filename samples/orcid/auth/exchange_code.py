"""Exchange the authorization code for a token and the iD."""

import os
from typing import Any

import requests

TOKEN = "https://sandbox.orcid.org/oauth/token"  # production: https://orcid.org/…
REDIRECT_URI = "http://127.0.0.1:5000/callback"


def exchange_code(code: str) -> dict[str, Any]:
    """Return ORCID's reply: the authenticated iD, access and refresh token, scope.

    Raises RuntimeError with ORCID's reason.
    https://info.orcid.org/documentation/api-tutorials/api-tutorial-get-and-authenticated-orcid-id/
    """
    secret = os.environ["ORCID_CLIENT_SECRET"]
    # region excerpt
    form = {
        "client_id": os.environ["ORCID_CLIENT_ID"],
        "client_secret": secret,
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": REDIRECT_URI,
    }
    accept = {"Accept": "application/json"}
    response = requests.post(TOKEN, data=form, headers=accept, timeout=30)
    # endregion
    if response.status_code != 200:
        reason = response.text
        for sent in filter(
            None, (code, secret)
        ):  # ORCID repeats a code that it refuses
            reason = reason.replace(sent, "…")
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return dict(response.json())


if __name__ == "__main__":
    reply = exchange_code(os.environ["ORCID_AUTHORIZATION_CODE"])
    print(f"iD: https://sandbox.orcid.org/{reply['orcid']}")
    print("Name:", reply["name"] or "(not public)")
    print("May:", ", ".join(reply["scope"].split()))
    print(f"For: {reply['expires_in'] / 60 / 60 / 24 / 365.2425:.1f} years")
    print("Also:", ", ".join(sorted(set(reply) & {"refresh_token", "id_token"})))
