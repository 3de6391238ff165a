"""List a Crossref member's works."""

import os
from typing import Any

import requests


def ask_member(path: str) -> dict[str, Any]:
    """Return the message about a member (`98`) or its works (`98/works`).

    The works are those it owns today. Raises LookupError for an unknown member.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = f"https://api.crossref.org/members/{path}"
    response = requests.get(address, headers=headers, timeout=60)
    # endregion
    if response.status_code == 404:
        raise LookupError(f"Crossref has no member {path}")
    response.raise_for_status()
    return dict(response.json()["message"])


if __name__ == "__main__":
    member = ask_member("98")
    print(member["primary-name"], "|", member["counts"]["total-dois"], "DOIs")
    for work in ask_member("98/works")["items"][:3]:
        print(work["DOI"], "|", (work.get("title") or ["untitled"])[0][:50])
