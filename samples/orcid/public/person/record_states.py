"""Recognise unknown, merged, locked and deactivated iDs."""

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"
STATES = {
    9007: "deprecated: merged into another iD",
    9016: "unknown",
    9018: "locked",
    9036: "not claimed yet",
    9044: "deactivated",
}


def record_state(orcid: str) -> str:
    """Return in which state a record is, and the iD that replaces a deprecated one.

    Raises requests.HTTPError or RuntimeError for anything else than these states.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    address, accept = f"{PUBLIC_API}/{orcid}/record", {"Accept": "application/json"}
    # region excerpt
    response = requests.get(address, headers=accept, allow_redirects=False, timeout=30)
    if response.status_code == 200:
        return "active"
    is_json = "json" in response.headers.get("Content-Type", "")  # the 429 is text
    code = response.json().get("error-code") if is_json else None
    if code not in STATES:
        response.raise_for_status()
        raise RuntimeError(f"ORCID answered {response.status_code}")
    moved = response.headers.get("Location", "")  # …/v3.0/0000-…/record
    return f"{response.status_code}/{code} {STATES[code]} {moved}".rstrip()
    # endregion


if __name__ == "__main__":
    for last in ("0010", "0109", "0117", "0125", "0133", "0001"):
        print(f"0009-9000-0000-{last}:", record_state(f"0009-9000-0000-{last}"))
