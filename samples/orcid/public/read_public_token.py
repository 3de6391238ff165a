"""Get a token that reads everything public."""

import os

import requests

TOKEN = "https://orcid.org/oauth/token"


def get_read_public_token(client_id: str, client_secret: str) -> dict[str, object]:
    """Return the token reply for the scope /read-public; no person has to sign in.

    The token works on the public and on the member API of the same site, and lasts about twenty years:
    get it once and keep it. Raises RuntimeError with ORCID's reason when it refuses.
    https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/
    """
    response = requests.post(
        TOKEN,
        data={
            "client_id": client_id,
            "client_secret": client_secret,
            "grant_type": "client_credentials",
            "scope": "/read-public",
        },
        headers={"Accept": "application/json"},
        timeout=30,
    )
    if response.status_code != 200:
        raise RuntimeError(_refusal(response, client_secret))
    reply: dict[str, object] = response.json()
    return reply


def _refusal(response: requests.Response, secret: str) -> str:
    """Return why ORCID refuses, without the secret, which its answer may repeat."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error_description")
    reason = ": ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"ORCID gave no token: {response.status_code} {reason}".replace(secret, "…")


if __name__ == "__main__":
    reply = get_read_public_token(os.environ["ORCID_CLIENT_ID"], os.environ["ORCID_CLIENT_SECRET"])
    print("scope:", reply["scope"])
    print("type:", reply["token_type"])
    print("belongs to a person:", reply["orcid"] is not None)
    print("seconds until it expires:", reply["expires_in"])
