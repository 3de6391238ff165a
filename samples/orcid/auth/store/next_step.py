"""Decide what to do with a stored iD and token that ORCID refuses."""

import os

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
STEPS = {
    (401, "invalid_token"): "delete the token; ask the person for permission again",
    (403, 9038): "keep the token; ask the person for the scope that it lacks",
    (409, 9018): "locked: keep all, write nothing, try again another day",
    (409, 9044): "deactivated: stop writing, show the iD no longer",
}


def next_step(orcid: str, token: str) -> str:
    """Return what a stored iD and its token are good for now.

    Raises RuntimeError where ORCID's status says nothing about them: try later.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    # region excerpt
    address = f"{API}/{orcid}/person"
    response = requests.get(address, headers=headers, timeout=30, allow_redirects=False)
    if response.status_code == 200:
        return "all right"
    if response.status_code == 301:
        primary = response.headers["Location"].split("/v3.0/")[-1].partition("/")[0]
        return f"merged: store {primary} instead"
    is_json = "json" in response.headers.get("Content-Type", "")
    error = response.json() if is_json else {}
    code = error.get("error-code") or error.get("error")
    step = STEPS.get((response.status_code, code))
    # endregion
    if step is None:
        raise RuntimeError(f"{response.status_code} from ORCID: try again later")
    return step


if __name__ == "__main__":
    token = os.environ["ORCID_ACCESS_TOKEN"]
    print("as stored:", next_step(os.environ["ORCID_ID"], token))
    print("unknown token:", next_step(os.environ["ORCID_ID"], "not-a-token"))
    # These iDs exist on the emulator only.
    for state, orcid in {
        "merged": "0009-9000-0000-0109",
        "locked": "0009-9000-0000-0117",
        "deactivated": "0009-9000-0000-0125",
    }.items():
        print(f"{state}:", next_step(orcid, token))
