"""See why a code is refused: another redirect URI, a second use, a typing error."""

import os

import requests

TOKEN = "https://sandbox.orcid.org/oauth/token"  # production: https://orcid.org/oauth/token
REDIRECT_URI = "http://127.0.0.1:5000/callback"


def exchange(code: str, redirect_uri: str) -> str:
    """Return the iD that a code stands for, or ORCID's status, error and description.

    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    form = {
        "client_id": os.environ["ORCID_CLIENT_ID"],
        "client_secret": os.environ["ORCID_CLIENT_SECRET"],
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
    }
    response = requests.post(TOKEN, data=form, headers={"Accept": "application/json"}, timeout=30)
    if "json" not in response.headers.get("Content-Type", ""):
        return f"{response.status_code}: not JSON"
    reply = response.json()
    if response.status_code != 200:
        reason = f"{reply['error']}: {reply['error_description']}"
        for secret in (code, form["client_secret"]):  # ORCID repeats a code that it does not know
            reason = reason.replace(secret, "…")
        return f"{response.status_code} {reason}"
    return str(reply["orcid"])


if __name__ == "__main__":
    code = os.environ["ORCID_AUTHORIZATION_CODE"]
    print("Other redirect URI:", exchange(code, "http://127.0.0.1:5000/elsewhere"))
    print("As granted:", exchange(code, REDIRECT_URI))
    print("Once more:", exchange(code, REDIRECT_URI))
