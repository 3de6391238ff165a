"""Add a keyword, another name and a link to a person."""

import os
from typing import Any

import requests

MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def add_person_item(orcid: str, token: str, section: str, item: dict[str, Any]) -> int:
    """Return the put-code of a new item in keywords, other-names, researcher-urls, address or
    external-identifiers.

    The token needs /person/update. Name, biography and e-mail cannot be written by any application.
    Raises RuntimeError with ORCID's reason when it refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/personal_info.md
    """
    response = requests.post(
        f"{MEMBER_API}/{orcid}/{section}",
        json=item,
        headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
        timeout=30,
    )
    if response.status_code != 201:
        raise RuntimeError(_refusal(response, token))
    return int(response.headers["Location"].rpartition("/")[2])


def _refusal(response: requests.Response, token: str) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(token, "…")


if __name__ == "__main__":
    items: dict[str, dict[str, Any]] = {
        "keywords": {"content": "ceramic epistemology"},
        "other-names": {"content": "Josiah S. Carberry"},
        "researcher-urls": {"url-name": "Pots", "url": {"value": "https://pots.example.org/"}},
        "address": {"country": {"value": "GR"}},
    }
    for section, item in items.items():
        put_code = add_person_item(os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"], section, item)
        print(f"{section}: {put_code}")
