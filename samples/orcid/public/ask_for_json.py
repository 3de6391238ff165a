"""Ask ORCID for JSON, or XML comes."""

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"


def answered_format(accept: str | None) -> str:
    """Return status and first characters of the answer to this Accept header.

    requests sends `*/*` by itself, and other clients too. A type that ORCID does not
    have is refused with 406.
    https://github.com/ORCID/ORCID-Source/tree/main/orcid-api-web/tutorial
    """
    # region excerpt
    headers = {"Accept": accept} if accept else {}
    address = f"{PUBLIC_API}/0000-0002-1825-0097/keywords"
    response = requests.get(address, headers=headers, timeout=30)
    # endregion
    return f"{response.status_code} {response.text[:20]!r}"


if __name__ == "__main__":
    # region excerpt
    for accept in (None, "application/json", "application/vnd.orcid+json", "text/csv"):
        print(f"{accept}: {answered_format(accept)}")
    # endregion
