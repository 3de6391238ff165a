"""Go on with a token when the day's anonymous requests are used up."""

import os

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"
TOKEN = "https://orcid.org/oauth/token"


def read_works(orcid: str) -> requests.Response:
    """Return the works of an iD, asked for again with a token if the anonymous quota is used up.

    Keep the token and send it from then on. Raises RuntimeError when there is none to be had,
    requests.HTTPError for other refusals.
    https://info.orcid.org/ufaqs/what-are-the-api-limits/
    """
    headers = {"Accept": "application/json"}
    response = requests.get(f"{PUBLIC_API}/{orcid}/works", headers=headers, timeout=30)
    if response.status_code == 429:
        me = {"client_id": os.environ["ORCID_CLIENT_ID"], "client_secret": os.environ["ORCID_CLIENT_SECRET"]}
        form = {**me, "grant_type": "client_credentials", "scope": "/read-public"}
        reply = requests.post(TOKEN, data=form, headers=headers, timeout=30)
        if reply.status_code != 200:
            raise RuntimeError(_refusal(reply, me["client_secret"]))
        headers["Authorization"] = f"Bearer {reply.json()['access_token']}"
        response = requests.get(f"{PUBLIC_API}/{orcid}/works", headers=headers, timeout=30)
    response.raise_for_status()
    return response


def _refusal(response: requests.Response, secret: str) -> str:
    """Return why ORCID refuses, without the secret, which its answer may repeat."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error_description")
    reason = ": ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"ORCID gave no token: {response.status_code} {reason}".replace(secret, "…")


if __name__ == "__main__":
    response = read_works("0000-0002-1825-0097")
    with_token = "Authorization" in response.request.headers
    print(response.status_code, "with a token" if with_token else "without a token")
    print(len(response.json()["group"]), "works")
