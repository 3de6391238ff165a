"""Refresh a token: a new pair, with fewer scopes."""

import os
from typing import Any

import requests

TOKEN = "https://sandbox.orcid.org/oauth/token"  # production: https://orcid.org/…


def refresh(token: str, scope: str = "") -> dict[str, Any]:
    """Return a new token reply. `scope` may name some of those granted, never more.

    Raises PermissionError with ORCID's reason when it refuses the token or the scope.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/refresh_tokens.md
    """
    secret = os.environ["ORCID_CLIENT_SECRET"]
    # region excerpt
    form = {
        "client_id": os.environ["ORCID_CLIENT_ID"],
        "client_secret": secret,
        "grant_type": "refresh_token",
        "refresh_token": token,
    }
    if scope:
        form["scope"] = scope
    accept = {"Accept": "application/json"}
    response = requests.post(TOKEN, data=form, headers=accept, timeout=30)
    # endregion
    if response.status_code != 200:
        reason = response.text
        for sent in filter(None, (token, secret)):
            reason = reason.replace(sent, "…")
        raise PermissionError(f"{response.status_code} from ORCID: {reason[:400]}")
    return dict(response.json())


if __name__ == "__main__":
    for scope in ("/webhook", "/read-limited"):
        try:
            reply = refresh(os.environ["ORCID_REFRESH_TOKEN"], scope)
            print(f"{scope}: granted for {reply['orcid']}")
        except PermissionError as refusal:
            print(f"{scope}: {refusal}")
