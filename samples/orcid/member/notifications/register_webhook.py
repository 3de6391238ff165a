"""Register a webhook: ORCID calls you when a record changes."""

import os
from urllib.parse import quote

import requests

TOKEN = "https://sandbox.orcid.org/oauth/token"  # production: https://orcid.org/…
API = "https://api.sandbox.orcid.org"  # production: https://api.orcid.org; no version
JSON = {"Accept": "application/json"}


def webhook_token() -> str:
    """Return the application's own token for webhooks.

    Raises RuntimeError with ORCID's reason: most likely, your client has no /webhook.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/webhooks.md
    """
    secret = os.environ["ORCID_CLIENT_SECRET"]
    form = {"client_id": os.environ["ORCID_CLIENT_ID"], "client_secret": secret}
    form |= {"grant_type": "client_credentials", "scope": "/webhook"}
    response = requests.post(TOKEN, data=form, headers=JSON, timeout=30)
    if response.status_code != 200:
        reason = response.text.replace(secret, "…") if secret else response.text
        raise RuntimeError(
            f"no token: {response.status_code} from ORCID: {reason[:400]}"
        )
    return str(response.json()["access_token"])


def register_webhook(orcid: str, callback: str, token: str, method: str = "PUT") -> int:
    """Register a callback (PUT) or take it back (DELETE).

    Returns 201 for a new one, 204 for one that was there or is removed.
    Raises RuntimeError with ORCID's reason.
    """
    # region excerpt
    response = requests.request(
        method,
        f"{API}/{orcid}/webhook/{quote(callback, safe='')}",
        headers={**JSON, "Authorization": f"Bearer {token}"},
        timeout=30,
    )
    # endregion
    if response.status_code not in (201, 204):
        reason = response.text.replace(token, "…") if token else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return response.status_code


if __name__ == "__main__":
    token, orcid = webhook_token(), os.environ["ORCID_ID"]
    # region excerpt
    callback = f"https://example.org/orcid-changes/an-unguessable-word/{orcid}"
    print("register:", register_webhook(orcid, callback, token))
    print("register again:", register_webhook(orcid, callback, token))
    print("remove:", register_webhook(orcid, callback, token, "DELETE"))
    # endregion
