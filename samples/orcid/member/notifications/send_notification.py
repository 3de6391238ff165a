"""Ask for permission in a person's ORCID inbox."""

import os
from urllib.parse import quote, urlencode

import requests

SITE = "https://sandbox.orcid.org"  # production: https://orcid.org
API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
JSON = {"Accept": "application/json"}


def authorize_link() -> str:
    """Return the address where the person grants /activities/update."""
    query = {
        "client_id": os.environ["ORCID_CLIENT_ID"],
        "response_type": "code",
        "scope": "/activities/update",
        "redirect_uri": "http://127.0.0.1:5000/callback",
    }
    return f"{SITE}/oauth/authorize?{urlencode(query, quote_via=quote)}"


def send_notification(orcid: str, title: str) -> str:
    """Return the address of a notification that shows a work you would add.

    Raises RuntimeError with ORCID's reason: your client has no /premium-notification,
    or 9032, the person wants no notifications.
    https://github.com/ORCID/orcid-model/tree/master/src/main/resources/notification_3.0
    """
    client_id, secret = os.environ["ORCID_CLIENT_ID"], os.environ["ORCID_CLIENT_SECRET"]
    form = {"client_id": client_id, "client_secret": secret}
    form |= {"grant_type": "client_credentials", "scope": "/premium-notification"}
    response = requests.post(f"{SITE}/oauth/token", data=form, headers=JSON, timeout=30)
    if response.status_code == 200:
        secret = response.json()["access_token"]  # the application's own token
        # region excerpt
        message = {
            "notification-type": "permission",
            "authorization-url": {"uri": authorize_link()},
            "notification-subject": "Your new article",
            "notification-intro": "May we add this article to your ORCID record?",
            "items": {"item": [{"item-type": "work", "item-name": title}]},
        }
        address = f"{API}/{orcid}/notification-permission"
        headers = {**JSON, "Authorization": f"Bearer {secret}"}
        response = requests.post(address, json=message, headers=headers, timeout=30)
        # endregion
    if response.status_code != 201:
        reason = response.text.replace(secret, "…") if secret else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return response.headers["Location"]


if __name__ == "__main__":
    print(send_notification(os.environ["ORCID_ID"], "Glazes and Cracks"))
