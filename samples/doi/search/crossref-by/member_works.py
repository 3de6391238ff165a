"""List a Crossref member's works, and what it is."""

import os
from typing import Any

import requests

MEMBERS = "https://api.crossref.org/members"


def ask_member(path: str, params: dict[str, str] | None = None) -> dict[str, Any]:
    """Return the message about a member (`98`) or its works (`98/works`).

    The works are those that the member owns today, whatever prefix they were registered with.
    Raises LookupError for a member that is not there.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        f"{MEMBERS}/{path}",
        params=params,
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=60,
    )
    if response.status_code == 404:
        raise LookupError(f"Crossref has no member {path}")
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    message: dict[str, Any] = response.json()["message"]
    return message


if __name__ == "__main__":
    member = ask_member("98")
    print(
        member["primary-name"], "|", member["counts"]["total-dois"], "DOIs |", ", ".join(member["prefixes"])
    )
    for work in ask_member("98/works", {"rows": "7", "query.author": "carl boettiger"})["items"]:
        print(work["DOI"], "|", " ".join(work["title"]))
