"""Explain why a token is refused: whose is it, for which site, with which scope?"""

import os

import requests

MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
REASONS = {
    "forbidden": "no token was sent; the member API always needs one",
    "invalid_token": "mistyped, revoked, expired, or from the other site (sandbox, production)",
    9017: "the token is another person's, or its client may use the public API only",
    9038: "the token lacks the scope for this section, or the item is not public",
}


def explain(orcid: str, path: str, token: str | None) -> str:
    """Return what ORCID says to a token that wants to read this, and what that means.

    Two families of errors: {"error": …} is about the token itself, {"error-code": …} about what it may do.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    headers = {"Accept": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    response = requests.get(f"{MEMBER_API}/{orcid}/{path}", headers=headers, timeout=30)
    if response.status_code == 200:
        return "200: fine"
    if "json" not in response.headers.get("Content-Type", ""):
        return f"{response.status_code}: {response.reason}"
    error = response.json()
    code = error.get("error") or error["error-code"]
    reason = f"{code}: {REASONS.get(code, error.get('developer-message'))}"
    return f"{response.status_code} {reason.replace(token, '…') if token else reason}"


if __name__ == "__main__":
    mine, token = os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"]
    print("my record:", explain(mine, "works", token))
    print("no token:", explain(mine, "works", None))
    print("unknown token:", explain(mine, "works", "not-a-token"))
    print("another record:", explain("0009-9000-0000-0010", "works", token))
