"""List a Crossref member's works."""

import os
from typing import Any

import requests


def ask_member(path: str) -> dict[str, Any]:
    """Return the message about a member (`98`) or its works (`98/works`).

    The works are those that the member owns today, whatever their prefix. Raises
    LookupError for a member that is not there.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    response = requests.get(
        f"https://api.crossref.org/members/{path}",
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=60,
    )
    # endregion
    if response.status_code == 404:
        raise LookupError(f"Crossref has no member {path}")
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}")
    return dict(response.json()["message"])


if __name__ == "__main__":
    member = ask_member("98")
    print(member["primary-name"], "|", member["counts"]["total-dois"], "DOIs")
    for work in ask_member("98/works")["items"][:3]:
        print(work["DOI"], "|", (work.get("title") or ["untitled"])[0][:50])
