"""See how ORCID refuses a token request, and tell the refusals apart."""

import os

import requests

TOKEN = "https://sandbox.orcid.org/oauth/token"  # production: https://orcid.org/oauth/token


def ask_for_token(**form: str) -> str:
    """Return "granted", or the status, error and description that ORCID refuses with.

    Decide by status and `error`; the descriptions have changed before. A wrong content type is
    answered by an HTML page, so look at the media type before you read JSON.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    response = requests.post(TOKEN, data=form, headers={"Accept": "application/json"}, timeout=30)
    if response.status_code == 200:
        return "granted"
    if not response.headers.get("Content-Type", "").startswith("application/json"):
        return f"{response.status_code}: not JSON"
    refusal = response.json()
    reason = f"{refusal['error']}: {refusal['error_description']}"
    return f"{response.status_code} {reason}".replace(os.environ["ORCID_CLIENT_SECRET"], "…")


if __name__ == "__main__":
    me = {
        "client_id": os.environ["ORCID_CLIENT_ID"],
        "client_secret": os.environ["ORCID_CLIENT_SECRET"],
    }
    own = {**me, "grant_type": "client_credentials"}
    print("All right:", ask_for_token(**own, scope="/read-public"))
    print("No form:", ask_for_token())
    print("No grant type:", ask_for_token(**me))
    print("No secret:", ask_for_token(**{**own, "client_secret": ""}))
    print("Wrong secret:", ask_for_token(**{**own, "client_secret": "wrong"}, scope="/read-public"))
    print("Needs a person:", ask_for_token(**own, scope="/read-limited"))
