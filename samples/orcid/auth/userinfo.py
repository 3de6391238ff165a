"""Ask ORCID whose token it is: userinfo."""

import os
from typing import Any

import requests

USERINFO = "https://sandbox.orcid.org/oauth/userinfo"  # production: https://orcid.org/…


def fetch_userinfo(access_token: str) -> dict[str, Any]:
    """Return the iD (`sub`) and the names, None where they are not public.

    Raises PermissionError for a token that is unknown, expired, or without openid.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-web/ORCID_AUTH_WITH_OPENID_CONNECT.md
    """
    # region excerpt
    headers = {"Authorization": f"Bearer {access_token}", "Accept": "application/json"}
    response = requests.get(USERINFO, headers=headers, timeout=30)
    if response.status_code == 403:
        raise PermissionError("ORCID does not accept this token for userinfo")
    response.raise_for_status()
    # endregion
    return dict(response.json())


if __name__ == "__main__":
    # region excerpt
    person = fetch_userinfo(os.environ["ORCID_ACCESS_TOKEN"])
    print(person["sub"], "is", person["name"] or "somebody whose name is not public")
    # endregion
    try:
        fetch_userinfo("made-up")
    except PermissionError as refusal:
        print(refusal)
