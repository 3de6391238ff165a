"""Give a permission back when a person disconnects their iD."""

import os

import requests

SITE = "https://sandbox.orcid.org"  # production: https://orcid.org
API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def revoke(token: str) -> None:
    """Revoke an access or refresh token; the other of the pair goes with it.

    Raises RuntimeError with ORCID's own words when it refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/revoke.md
    """
    form = {
        "client_id": os.environ["ORCID_CLIENT_ID"],
        "client_secret": os.environ["ORCID_CLIENT_SECRET"],
        "token": token,
    }
    accept = {"Accept": "application/json"}
    response = requests.post(f"{SITE}/oauth/revoke", data=form, headers=accept, timeout=30)
    if response.status_code != 200:
        raise RuntimeError(_refusal(response, token))


def _refusal(response: requests.Response, token: str) -> str:
    """Return why ORCID refuses, without token and secret, which its answer may repeat."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error_description")
    reason = ": ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(token, "…").replace(
        os.environ["ORCID_CLIENT_SECRET"], "…"
    )


if __name__ == "__main__":
    token, orcid = os.environ["ORCID_ACCESS_TOKEN"], os.environ["ORCID_ID"]
    bearer = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    for moment in ("before", "after"):
        answer = requests.get(f"{API}/{orcid}/email", headers=bearer, timeout=30)
        print(f"{moment}: {answer.status_code}", answer.json().get("error", "may read").replace(token, "…"))
        if moment == "before":
            revoke(token)
