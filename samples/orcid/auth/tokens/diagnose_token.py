"""Find out why a token is refused: 401 or 403."""

import os

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
REASONS = {
    "forbidden": "none was sent; the member API always needs one",
    "invalid_token": "mistyped, revoked, expired, or of the other site (sandbox?)",
    9017: "another person's, or its client may use the public API only",
    9038: "without the scope for this, or the item is not public",
}


def diagnose(access_token: str, orcid: str, path: str = "person") -> str:
    """Return whether a token opens a section of somebody's record, and if not, why.

    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    headers = {"Accept": "application/json"}
    if access_token:
        headers["Authorization"] = f"Bearer {access_token}"
    # region excerpt
    response = requests.get(f"{API}/{orcid}/{path}", headers=headers, timeout=30)
    if response.status_code == 200:
        return "it opens this"
    if "json" not in response.headers.get("Content-Type", ""):  # 429 is plain text
        return f"{response.status_code} {response.reason}"
    error = response.json()  # error: the token itself; error-code: what it may do
    code = error.get("error-code") or error.get("error")
    if code in REASONS:
        return f"{response.status_code} {code}: {REASONS[code]}"
    # endregion
    return (
        f"{response.status_code} {code if isinstance(code, int) else response.reason}"
    )


if __name__ == "__main__":
    token, orcid = os.environ["ORCID_ACCESS_TOKEN"], os.environ["ORCID_ID"]
    print("own record:", diagnose(token, orcid))
    print("somebody else's:", diagnose(token, "0009-9000-0000-0010"))
    print("made up:", diagnose("made-up", orcid))
    print("none:", diagnose("", orcid))
