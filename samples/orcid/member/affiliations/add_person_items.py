"""Add keywords, other names, links and countries to a person."""

import os
from typing import Any

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def add_person_item(orcid: str, token: str, section: str, item: dict[str, Any]) -> int:
    """Return the put-code of a new item in one of the person's sections.

    The token needs /person/update. Raises RuntimeError with ORCID's reason.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/personal_info.md
    """
    # region excerpt
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    address = f"{API}/{orcid}/{section}"
    response = requests.post(address, json=item, headers=headers, timeout=30)
    # endregion
    if response.status_code != 201:
        reason = response.text.replace(token, "…") if token else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return int(response.headers["Location"].rpartition("/")[2])


if __name__ == "__main__":
    # region excerpt
    items: dict[str, dict[str, Any]] = {
        "keywords": {"content": "ceramic epistemology"},
        "other-names": {"content": "Josiah S. Carberry"},
        "researcher-urls": {
            "url-name": "Pots",
            "url": {"value": "https://pots.example.org/"},
        },
        "address": {"country": {"value": "GR"}},
    }
    # endregion
    orcid, token = os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"]
    for section, item in items.items():
        print(f"{section}: {add_person_item(orcid, token, section, item)}")
