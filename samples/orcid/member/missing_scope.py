"""Try to write with a token that no person has granted."""

import os

import requests

TOKEN = "https://sandbox.orcid.org/oauth/token"  # production: https://orcid.org/oauth/token
MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def write_without_permission(orcid: str) -> tuple[int, dict[str, str]]:
    """Get a /read-public token for the application itself and return ORCID's refusal to write with it.

    Writing needs a person's permission for the scope, got by signing in. The text of error 9038 begins
    with "409 Conflict" although the status is 403: decide by the code. Raises RuntimeError when ORCID
    answers otherwise.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    reply = requests.post(
        TOKEN,
        data={
            "client_id": os.environ["ORCID_CLIENT_ID"],
            "client_secret": os.environ["ORCID_CLIENT_SECRET"],
            "grant_type": "client_credentials",
            "scope": "/read-public",
        },
        headers={"Accept": "application/json"},
        timeout=30,
    )
    reply.raise_for_status()
    token = reply.json()["access_token"]
    response = requests.post(
        f"{MEMBER_API}/{orcid}/keywords",
        json={"content": "psychoceramics"},
        headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
        timeout=30,
    )
    if response.status_code != 403:
        raise RuntimeError(f"expected a refusal, got {response.status_code}")
    # An error may repeat the token, and errors end up in logs.
    return response.status_code, {
        name: str(text).replace(token, "…") for name, text in response.json().items()
    }


if __name__ == "__main__":
    status, error = write_without_permission(os.environ["ORCID_ID"])
    print(status, error["error-code"])
    print(error["developer-message"])
    print(error["user-message"])
