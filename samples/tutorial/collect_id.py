"""Collect a person's authenticated iD and a token, as lines for your shell."""

import os
import shlex

import requests

SITE = "https://sandbox.orcid.org"  # production: https://orcid.org
REDIRECT_URI = "http://127.0.0.1:5000/callback"


def collect_id(code: str) -> dict[str, str]:
    """Return the iD and the access token that an authorization code stands for.

    Raises SystemExit with ORCID's own words when it refuses: a code works once, and not for long.
    https://info.orcid.org/documentation/api-tutorials/api-tutorial-get-and-authenticated-orcid-id/
    """
    form = {
        "client_id": os.environ["ORCID_CLIENT_ID"],
        "client_secret": os.environ["ORCID_CLIENT_SECRET"],
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": REDIRECT_URI,
    }
    accept = {"Accept": "application/json"}
    response = requests.post(f"{SITE}/oauth/token", data=form, headers=accept, timeout=30)
    if response.status_code != 200:
        raise SystemExit(_refusal(response, code))
    reply = response.json()
    return {"ORCID_ID": reply["orcid"], "ORCID_ACCESS_TOKEN": reply["access_token"]}


def _refusal(response: requests.Response, code: str) -> str:
    """Return why ORCID refuses, without code and secret, which its answer may repeat."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error_description")
    reason = ": ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(code, "…").replace(
        os.environ["ORCID_CLIENT_SECRET"], "…"
    )


if __name__ == "__main__":
    for name, value in collect_id(os.environ["ORCID_AUTHORIZATION_CODE"]).items():
        print(f"export {name}={shlex.quote(value)}")
