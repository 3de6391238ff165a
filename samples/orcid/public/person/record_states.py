"""Read iDs that nobody has, that were merged, locked or deactivated."""

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"
REASONS = {
    9007: "deprecated: merged into another iD",
    9016: "unknown",
    9018: "locked",
    9036: "not claimed yet",
    9044: "deactivated",
}


def record_state(orcid: str) -> tuple[str, str | None]:
    """Return in which state a record is, and the iD to use instead of a deprecated one.

    ORCID checks no checksum: an iD with a typing error is simply unknown. Decide by `error-code`;
    the texts change. Raises requests.HTTPError or RuntimeError for anything else than these states.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    response = requests.get(
        f"{PUBLIC_API}/{orcid}/record",
        headers={"Accept": "application/json"},
        allow_redirects=False,
        timeout=30,
    )
    if response.status_code == 200:
        return "active", None
    is_json = "json" in response.headers.get("Content-Type", "")  # the 429 is plain text
    code = response.json().get("error-code") if is_json else None
    if code not in REASONS:
        response.raise_for_status()
        raise RuntimeError(f"ORCID answered {response.status_code} {response.text[:80]}")
    primary = response.headers["Location"].split("/")[4] if response.status_code == 301 else None
    return f"{response.status_code}/{code} {REASONS[code]}", primary


if __name__ == "__main__":
    for last in ("0010", "0109", "0117", "0125", "0133", "0001"):
        state, primary = record_state(f"0009-9000-0000-{last}")
        print(f"0009-9000-0000-{last}: {state}" + (f", now {primary}" if primary else ""))
