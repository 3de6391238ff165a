"""Create the group for a journal's peer reviews."""

import os

import requests

TOKEN = "https://sandbox.orcid.org/oauth/token"  # production: https://orcid.org/…
API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
JSON = {"Accept": "application/json"}


def create_group(name: str, group_id: str) -> str:
    """Create a journal's group unless it is there; return what was done.

    Group ids begin with issn:, ringgold:, fundref:, publons: or orcid-generated:.
    Raises RuntimeError with ORCID's reason, for the token and for the group.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/peer-review.md
    """
    client_id, secret = os.environ["ORCID_CLIENT_ID"], os.environ["ORCID_CLIENT_SECRET"]
    form = {"client_id": client_id, "client_secret": secret}
    form |= {"grant_type": "client_credentials", "scope": "/group-id-record/update"}
    response = requests.post(TOKEN, data=form, headers=JSON, timeout=30)
    if response.status_code == 200:
        # region excerpt
        secret = response.json()["access_token"]  # the application's own token
        response = requests.post(
            f"{API}/group-id-record",
            json={"name": name, "group-id": group_id, "type": "journal"}
            | {"description": "A journal"},
            headers={**JSON, "Authorization": f"Bearer {secret}"},
            timeout=30,
        )
        # endregion
    if response.status_code not in (201, 409):
        reason = response.text.replace(secret, "…") if secret else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return "created" if response.status_code == 201 else "was there already"


if __name__ == "__main__":
    for group_id in ("issn:2049-3630", "issn:0264-3561"):
        print(group_id, create_group("Pots Quarterly", group_id))
