"""Ask ORCID to call you when a record changes."""

import os
from urllib.parse import quote

import requests

TOKEN = "https://sandbox.orcid.org/oauth/token"  # production: https://orcid.org/oauth/token
MEMBER_API = "https://api.sandbox.orcid.org"  # production: https://api.orcid.org; no version in the path


def register_webhook(orcid: str, callback: str, token: str, method: str = "PUT") -> int:
    """Register a callback for a record (PUT) or take it back (DELETE); return ORCID's status.

    201 is new, 204 was there already or is removed. The callback is one percent-encoded path segment.
    ORCID signs nothing and names no record: put the iD and something unguessable in the callback.
    Raises RuntimeError with ORCID's reason when it refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/webhooks.md
    """
    response = requests.request(
        method,
        f"{MEMBER_API}/{orcid}/webhook/{quote(callback, safe='')}",
        headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
        timeout=30,
    )
    if response.status_code not in (201, 204):
        raise RuntimeError(_refusal(response, token))
    return response.status_code


def _refusal(response: requests.Response, token: str) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(token, "…")


if __name__ == "__main__":
    me = {"client_id": os.environ["ORCID_CLIENT_ID"], "client_secret": os.environ["ORCID_CLIENT_SECRET"]}
    form = {**me, "grant_type": "client_credentials", "scope": "/webhook"}
    reply = requests.post(TOKEN, data=form, headers={"Accept": "application/json"}, timeout=30)
    reply.raise_for_status()
    token, orcid = reply.json()["access_token"], os.environ["ORCID_ID"]
    callback = f"https://example.org/orcid-changes/an-unguessable-word/{orcid}"
    print("register:", register_webhook(orcid, callback, token))
    print("register again:", register_webhook(orcid, callback, token))
    print("remove:", register_webhook(orcid, callback, token, "DELETE"))
