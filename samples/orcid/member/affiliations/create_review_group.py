"""Create the group that peer reviews for a journal go to."""

import os

import requests

TOKEN = "https://sandbox.orcid.org/oauth/token"  # production: https://orcid.org/oauth/token
MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def create_group(name: str, group_id: str) -> str:
    """Create a journal's group unless it is there; return what was done.

    The token is the application's own, with /group-id-record/update; no person is involved. Group ids
    begin with issn:, ringgold:, fundref:, publons: or orcid-generated:.
    Raises RuntimeError with ORCID's reason when it refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/group_id.md
    """
    me = {"client_id": os.environ["ORCID_CLIENT_ID"], "client_secret": os.environ["ORCID_CLIENT_SECRET"]}
    form = {**me, "grant_type": "client_credentials", "scope": "/group-id-record/update"}
    reply = requests.post(TOKEN, data=form, headers={"Accept": "application/json"}, timeout=30)
    reply.raise_for_status()
    token = reply.json()["access_token"]
    response = requests.post(
        f"{MEMBER_API}/group-id-record",
        json={"name": name, "group-id": group_id, "description": "A journal", "type": "journal"},
        headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
        timeout=30,
    )
    if response.status_code == 201:
        return "created"
    if response.status_code == 409:
        return "was there already"
    raise RuntimeError(_refusal(response, token))


def _refusal(response: requests.Response, token: str) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(token, "…")


if __name__ == "__main__":
    for group_id in ("issn:2049-3630", "issn:0264-3561"):
        print(group_id, create_group("Pots Quarterly", group_id))
