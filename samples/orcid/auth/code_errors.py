"""See why ORCID refuses an authorization code."""

import os

import requests

TOKEN = "https://sandbox.orcid.org/oauth/token"  # production: https://orcid.org/…
REDIRECT_URI = "http://127.0.0.1:5000/callback"


def exchange(code: str, redirect_uri: str) -> str:
    """Return the iD that a code stands for, or ORCID's status, error and description.

    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    client_id, secret = os.environ["ORCID_CLIENT_ID"], os.environ["ORCID_CLIENT_SECRET"]
    form = {"client_id": client_id, "client_secret": secret, "code": code}
    form |= {"grant_type": "authorization_code", "redirect_uri": redirect_uri}
    # region excerpt
    accept = {"Accept": "application/json"}
    response = requests.post(TOKEN, data=form, headers=accept, timeout=30)
    if response.status_code == 200:
        return str(response.json()["orcid"])
    reason = response.text
    for sent in filter(None, (code, secret)):  # ORCID repeats a code that it refuses
        reason = reason.replace(sent, "…")
    return f"{response.status_code} {reason[:200]}"
    # endregion


if __name__ == "__main__":
    code = os.environ["ORCID_AUTHORIZATION_CODE"]
    print("Other redirect URI:", exchange(code, "http://127.0.0.1:5000/elsewhere"))
    print("As granted:", exchange(code, REDIRECT_URI))
    print("Once more:", exchange(code, REDIRECT_URI))
