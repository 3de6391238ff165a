"""Find out what is wrong with an access token."""

import os

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def diagnose(access_token: str, orcid: str, path: str = "person") -> str:
    """Return in plain words whether a token opens a section of somebody's record, and if not, why.

    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    headers = {"Accept": "application/json"}
    if access_token:
        headers["Authorization"] = f"Bearer {access_token}"
    response = requests.get(f"{API}/{orcid}/{path}", headers=headers, timeout=30)
    if response.status_code == 200:
        return "it opens this"
    if "json" not in response.headers.get("Content-Type", ""):  # 429 is plain text, for instance
        return f"status {response.status_code}: {response.reason}"
    refusal = response.json()
    match response.status_code, refusal.get("error-code", refusal.get("error")):
        case 401, "invalid_token":
            return "unknown here: revoked, expired, mistyped, or of the other site (sandbox, production)"
        case 401, 9017:
            return "of another person, or of a client of the public API"
        case 403, "forbidden":
            return "none sent; the member API always wants one"
        case 403, 9038:
            return "it lacks the scope for this"
        case status, int(code):
            return f"status {status}, code {code}"
    return f"status {response.status_code}"


if __name__ == "__main__":
    token, orcid = os.environ["ORCID_ACCESS_TOKEN"], os.environ["ORCID_ID"]
    print("Own record:", diagnose(token, orcid))
    print("Somebody else's:", diagnose(token, "0009-9000-0000-0010"))
    print("Made up:", diagnose("made-up", orcid))
    print("None:", diagnose("", orcid))
