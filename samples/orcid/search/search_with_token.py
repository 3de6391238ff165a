"""Search beyond the first 10,000 results, with a token."""

import os

import requests

TOKEN = "https://orcid.org/oauth/token"
SEARCH = "https://pub.orcid.org/v3.0/search"


def read_public_token() -> str:
    """Return a token of your client. It lasts about twenty years: keep it.

    Raises RuntimeError where ORCID refuses.
    """
    form = {
        "client_id": os.environ["ORCID_CLIENT_ID"],
        "client_secret": os.environ["ORCID_CLIENT_SECRET"],
        "grant_type": "client_credentials",
        "scope": "/read-public",
    }
    accept = {"Accept": "application/json"}
    response = requests.post(TOKEN, data=form, headers=accept, timeout=30)
    if response.status_code != 200:
        raise RuntimeError(f"ORCID gave no token: {response.status_code}")
    return str(response.json()["access_token"])


def read_page(start: int, token: str) -> str:
    """Return ORCID's status for the page that begins at `start`, and its error code.

    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/search.md
    """
    # region excerpt
    headers = {"Accept": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    page = {"q": "keyword:ecology", "start": str(start), "rows": "1"}
    response = requests.get(SEARCH, params=page, headers=headers, timeout=30)
    # endregion
    if "json" not in response.headers.get("Content-Type", ""):
        response.raise_for_status()  # such as the 429, which is plain text
    return f"{response.status_code} {response.json().get('error-code', 'with a page')}"


if __name__ == "__main__":
    print("start=10001 without a token:", read_page(10_001, ""))
    print("start=10001 with a token:", read_page(10_001, read_public_token()))
