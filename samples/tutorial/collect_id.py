"""Collect the authenticated iD and a token, as lines for your shell."""

import os
import shlex

import requests

TOKEN = "https://sandbox.orcid.org/oauth/token"  # production: https://orcid.org/…
REDIRECT_URI = "http://127.0.0.1:5000/callback"


def collect_id(code: str) -> dict[str, str]:
    """Return the iD and the access token that an authorization code stands for.

    Raises SystemExit with ORCID's own words when it refuses.
    https://info.orcid.org/documentation/api-tutorials/
    """
    # region excerpt
    form = {
        "client_id": os.environ["ORCID_CLIENT_ID"],
        "client_secret": os.environ["ORCID_CLIENT_SECRET"],
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": REDIRECT_URI,
    }
    accept = {"Accept": "application/json"}
    response = requests.post(TOKEN, data=form, headers=accept, timeout=30)
    # endregion
    if response.status_code != 200:
        reason = response.text  # it may repeat what was sent
        for secret in filter(None, (code, form["client_secret"])):
            reason = reason.replace(secret, "…")
        raise SystemExit(f"{response.status_code} from ORCID: {reason[:200]}")
    reply = response.json()
    return {"ORCID_ID": reply["orcid"], "ORCID_ACCESS_TOKEN": reply["access_token"]}


if __name__ == "__main__":
    for name, value in collect_id(os.environ["ORCID_AUTHORIZATION_CODE"]).items():
        print(f"export {name}={shlex.quote(value)}")
