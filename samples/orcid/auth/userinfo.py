"""Ask ORCID who a token belongs to."""

import os
from typing import Any

import requests

USERINFO = "https://sandbox.orcid.org/oauth/userinfo"  # production: https://orcid.org/oauth/userinfo


def fetch_userinfo(access_token: str) -> dict[str, Any]:
    """Return `sub` (the bare iD), `id` (its URI) and the names, None where they are not public.

    The token needs scope openid or /authenticate. Raises PermissionError for every other one:
    ORCID answers 403 alike to a token that is unknown, expired, revoked or too narrow.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-web/ORCID_AUTH_WITH_OPENID_CONNECT.md
    """
    headers = {"Authorization": f"Bearer {access_token}", "Accept": "application/json"}
    response = requests.get(USERINFO, headers=headers, timeout=30)
    if response.status_code == 403:
        # The key has a hyphen here, unlike everywhere else. No message of yours should hold a token.
        raise PermissionError(response.json()["error-description"].replace(access_token, "…"))
    response.raise_for_status()
    person: dict[str, Any] = response.json()
    return person


if __name__ == "__main__":
    person = fetch_userinfo(os.environ["ORCID_ACCESS_TOKEN"])
    print(person["sub"], "is", person["name"] or "somebody whose name is not public")
    print("Keys:", *person)
    try:
        fetch_userinfo("made-up")
    except PermissionError as refusal:
        print("Refused:", refusal)
