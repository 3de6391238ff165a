"""Go on when the daily quota is used up (429)."""

import os

import requests

WORKS = "https://pub.orcid.org/v3.0/{}/works"
TOKEN = "https://orcid.org/oauth/token"


def read_works(orcid: str) -> requests.Response:
    """Return an iD's works, asked for with a token if the anonymous quota is used up.

    Keep the token and send it from then on. Raises RuntimeError where ORCID gives none,
    requests.HTTPError for other refusals.
    https://info.orcid.org/ufaqs/what-are-the-api-limits/
    """
    headers = {"Accept": "application/json"}
    # region excerpt
    response = requests.get(WORKS.format(orcid), headers=headers, timeout=30)
    if response.status_code == 429:
        headers["Authorization"] = f"Bearer {read_public_token()}"
        response = requests.get(WORKS.format(orcid), headers=headers, timeout=30)
    # endregion
    response.raise_for_status()
    return response


def read_public_token() -> str:
    """Return a token of your client, or raise RuntimeError."""
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


if __name__ == "__main__":
    response = read_works("0000-0002-1825-0097")
    print("with a token:", "Authorization" in response.request.headers)
    print(len(response.json()["group"]), "works")
