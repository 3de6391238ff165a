"""See why ORCID refuses a token request: client, secret, scope."""

import os

import requests

TOKEN = "https://sandbox.orcid.org/oauth/token"  # production: https://orcid.org/…


def ask_for_token(**form: str) -> str:
    """Return "granted", or the status, error and description that ORCID refuses with.

    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    # region excerpt
    accept = {"Accept": "application/json"}
    response = requests.post(TOKEN, data=form, headers=accept, timeout=30)
    if response.status_code == 200:
        return "granted"
    if "json" not in response.headers.get("Content-Type", ""):  # 415 is HTML
        return f"{response.status_code}: not JSON"
    error = response.json()
    reason = f"{error.get('error')}: {error.get('error_description')}"
    # endregion
    secret = form.get("client_secret")
    return f"{response.status_code} {reason.replace(secret, '…') if secret else reason}"


if __name__ == "__main__":
    client_id, secret = os.environ["ORCID_CLIENT_ID"], os.environ["ORCID_CLIENT_SECRET"]
    me = {"client_id": client_id, "client_secret": secret}
    own = {**me, "grant_type": "client_credentials", "scope": "/read-public"}
    print("all right:", ask_for_token(**own))
    print("no form:", ask_for_token())
    print("no grant type:", ask_for_token(**me))
    print("no secret:", ask_for_token(**{**own, "client_secret": ""}))
    print("wrong secret:", ask_for_token(**{**own, "client_secret": "wrong"}))
    print("needs a person:", ask_for_token(**{**own, "scope": "/read-limited"}))
