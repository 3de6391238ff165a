"""Search beyond the first 10,000 results, with a token of your API client."""

import os
from urllib.parse import urlencode

import requests

TOKEN = "https://orcid.org/oauth/token"
SEARCH = "https://pub.orcid.org/v3.0/search"


def read_public_token() -> str:
    """Return a token for reading and searching what is public. It lasts about twenty years: keep it.

    Raises RuntimeError with ORCID's reason when it refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/read_public.md
    """
    form = {
        "client_id": os.environ["ORCID_CLIENT_ID"],
        "client_secret": os.environ["ORCID_CLIENT_SECRET"],
        "grant_type": "client_credentials",
        "scope": "/read-public",
    }
    response = requests.post(TOKEN, data=form, headers={"Accept": "application/json"}, timeout=30)
    if response.status_code != 200:
        raise RuntimeError(_refusal(response, form["client_secret"]))
    return str(response.json()["access_token"])


def page(start: int, token: str | None) -> str:
    """Return what ORCID says to a page that begins at `start`."""
    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    address = f"{SEARCH}?{urlencode({'q': 'keyword:ecology', 'start': start, 'rows': 1})}"
    response = requests.get(address, headers=headers, timeout=30)
    if "json" not in response.headers.get("Content-Type", ""):
        response.raise_for_status()  # such as the 429, which is plain text
    answer = response.json()
    return f"{response.status_code} {answer.get('error-code', 'with a page')}"


def _refusal(response: requests.Response, secret: str) -> str:
    """Return why ORCID refuses, without the secret, which its answer may repeat."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error_description")
    reason = ": ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"ORCID gave no token: {response.status_code} {reason}".replace(secret, "…")


if __name__ == "__main__":
    print("start=10000 without a token:", page(10_000, None))
    print("start=10001 without a token:", page(10_001, None))
    print("start=10001 with a token:", page(10_001, read_public_token()))
