"""Revoke a token when a person disconnects."""

import os

import requests

SITE = "https://sandbox.orcid.org"  # production: https://orcid.org
API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
JSON = {"Accept": "application/json"}


def revoke(token: str) -> None:
    """Revoke a pair by its access or refresh token. Other pairs stay valid.

    Raises RuntimeError with ORCID's reason.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/revoke.md
    """
    secret = os.environ["ORCID_CLIENT_SECRET"]
    # region excerpt
    form = {
        "client_id": os.environ["ORCID_CLIENT_ID"],
        "client_secret": secret,
        "token": token,
    }
    response = requests.post(
        f"{SITE}/oauth/revoke", data=form, headers=JSON, timeout=30
    )
    # endregion
    if response.status_code != 200:
        reason = response.text
        for sent in filter(None, (token, secret)):
            reason = reason.replace(sent, "…")
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")


def may_read(token: str) -> bool:
    """Return whether a token still opens its person's record."""
    headers = {**JSON, "Authorization": f"Bearer {token}"}
    address = f"{API}/{os.environ['ORCID_ID']}/email"
    return requests.get(address, headers=headers, timeout=30).status_code == 200


if __name__ == "__main__":
    token = os.environ["ORCID_ACCESS_TOKEN"]
    print("before:", "opens the record" if may_read(token) else "refused")
    revoke(token)
    print("after:", "opens the record" if may_read(token) else "refused")
