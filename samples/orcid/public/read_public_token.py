"""Get a /read-public token."""

import os
from typing import Any

import requests

TOKEN = "https://orcid.org/oauth/token"


def get_read_public_token(client_id: str, client_secret: str) -> dict[str, Any]:
    """Return ORCID's token reply; no person has to sign in.

    Raises RuntimeError with ORCID's reason when it refuses.
    https://info.orcid.org/documentation/api-tutorials/
    """
    # region excerpt
    response = requests.post(
        TOKEN,
        data={
            "client_id": client_id,
            "client_secret": client_secret,
            "grant_type": "client_credentials",
            "scope": "/read-public",
        },
        headers={"Accept": "application/json"},
        timeout=30,
    )
    # endregion
    if response.status_code != 200:
        reason = response.text  # it may repeat what was sent
        reason = reason.replace(client_secret, "…") if client_secret else reason
        raise RuntimeError(
            f"ORCID gave no token: {response.status_code} {reason[:200]}"
        )
    return dict(response.json())


if __name__ == "__main__":
    client_id = os.environ["ORCID_CLIENT_ID"]
    reply = get_read_public_token(client_id, os.environ["ORCID_CLIENT_SECRET"])
    print("scope:", reply["scope"])
    print("belongs to a person:", reply["orcid"] is not None)
    print("expires in:", reply["expires_in"] // (365 * 24 * 60 * 60), "years")
