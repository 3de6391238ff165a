"""Get a new access token, with fewer permissions, for a refresh token."""

import os
from typing import Any

import requests

TOKEN = "https://sandbox.orcid.org/oauth/token"  # production: https://orcid.org/oauth/token


def refresh(token: str, scope: str = "") -> dict[str, Any]:
    """Return a new token reply. `scope` may name some of the permissions granted, never others.

    Store the new pair. Whether the old one still works is not known: ORCID documents `revoke_old`, but
    its source code does not pass that on. Revoke a token that leaked.
    Raises PermissionError with ORCID's own words when it refuses the token or the scope.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/refresh_tokens.md
    """
    form = {
        "client_id": os.environ["ORCID_CLIENT_ID"],
        "client_secret": os.environ["ORCID_CLIENT_SECRET"],
        "grant_type": "refresh_token",
        "refresh_token": token,
    }
    if scope:
        form["scope"] = scope
    response = requests.post(TOKEN, data=form, headers={"Accept": "application/json"}, timeout=30)
    if response.status_code == 400:
        reason = response.json()["error_description"]  # may repeat what was sent: cut that out
        raise PermissionError(reason.replace(token, "…").replace(form["client_secret"], "…"))
    response.raise_for_status()
    reply: dict[str, Any] = response.json()
    return reply


if __name__ == "__main__":
    for scope in ("/webhook", "/read-limited"):
        try:
            reply = refresh(os.environ["ORCID_REFRESH_TOKEN"], scope)
            print(f"{scope}: granted for {reply['orcid']}, keys {', '.join(reply)}")
        except PermissionError as refusal:
            print(f"{scope}: {refusal}")
