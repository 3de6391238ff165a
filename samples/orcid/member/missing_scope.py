"""See 403/9038: the token lacks the scope to write."""

import os

import requests

TOKEN = "https://sandbox.orcid.org/oauth/token"  # production: https://orcid.org/…
API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
JSON = {"Accept": "application/json"}


def write_without_permission(orcid: str) -> str:
    """Write with a token that no person has granted; return ORCID's refusal.

    The message begins with "409 Conflict" though the status is 403: go by the code.
    Raises RuntimeError where ORCID answers otherwise.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    form = {
        "client_id": os.environ["ORCID_CLIENT_ID"],
        "client_secret": os.environ["ORCID_CLIENT_SECRET"],
        "grant_type": "client_credentials",
        "scope": "/read-public",
    }
    reply = requests.post(TOKEN, data=form, headers=JSON, timeout=30)
    if reply.status_code != 200:
        raise RuntimeError(f"no token: {reply.status_code} from ORCID")
    # region excerpt
    token = reply.json()[
        "access_token"
    ]  # the application's own: no person has signed in
    response = requests.post(
        f"{API}/{orcid}/keywords",
        json={"content": "psychoceramics"},
        headers={**JSON, "Authorization": f"Bearer {token}"},
        timeout=30,
    )
    # endregion
    if response.status_code != 403:
        raise RuntimeError(f"expected 403, got {response.status_code}")
    error = response.json()
    text = str(error["developer-message"]).replace(token, "…")
    return f"403, code {error['error-code']}: {text}"


if __name__ == "__main__":
    print(write_without_permission(os.environ["ORCID_ID"]))
