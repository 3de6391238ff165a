"""Ask a person for permission in their ORCID inbox."""

import os
from urllib.parse import quote, urlencode

import requests

TOKEN = "https://sandbox.orcid.org/oauth/token"  # production: https://orcid.org/oauth/token
MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
CLIENT = {"client_id": os.environ["ORCID_CLIENT_ID"], "redirect_uri": "http://127.0.0.1:5000/callback"}
PERMISSION = {**CLIENT, "response_type": "code", "scope": "/activities/update"}
AUTHORIZE = f"https://sandbox.orcid.org/oauth/authorize?{urlencode(PERMISSION, quote_via=quote)}"


def send_notification(orcid: str, title: str, doi: str) -> str:
    """Return the address of a notification whose button leads to your authorization URL.

    The token is the application's own, with /premium-notification. Raises RuntimeError with ORCID's
    reason when it refuses: 409/9032 means that the person wants no notifications.
    https://github.com/ORCID/orcid-model/tree/master/src/main/resources/notification_3.0
    """
    me = {"client_id": os.environ["ORCID_CLIENT_ID"], "client_secret": os.environ["ORCID_CLIENT_SECRET"]}
    form = {**me, "grant_type": "client_credentials", "scope": "/premium-notification"}
    reply = requests.post(TOKEN, data=form, headers={"Accept": "application/json"}, timeout=30)
    reply.raise_for_status()
    token = reply.json()["access_token"]
    identifier = {"external-id-type": "doi", "external-id-value": doi, "external-id-relationship": "self"}
    message = {
        "notification-type": "permission",
        "authorization-url": {"uri": AUTHORIZE},
        "notification-subject": "Your new article",
        "notification-intro": "We would like to add this article to your ORCID record.",
        "items": {"item": [{"item-type": "work", "item-name": title, "external-id": identifier}]},
    }
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    address = f"{MEMBER_API}/{orcid}/notification-permission"
    response = requests.post(address, json=message, headers=headers, timeout=30)
    if response.status_code != 201:
        raise RuntimeError(_refusal(response, token))
    return response.headers["Location"]


def _refusal(response: requests.Response, token: str) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(token, "…")


if __name__ == "__main__":
    print(send_notification(os.environ["ORCID_ID"], "Glazes and Cracks", "10.5555/guide.notify"))
