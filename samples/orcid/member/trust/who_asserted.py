"""Tell validated from self-asserted items by their source."""

import os
from typing import Any

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def who_asserted(source: dict[str, Any]) -> str:
    """Return who says so, of an item's `source`: the person or an organisation."""
    # region excerpt
    name = (source.get("source-name") or {}).get("value", "(name not public)")
    if not source.get("source-client-id"):
        return f"self-asserted by {name}"
    if source.get("assertion-origin-orcid"):
        return f"self-asserted, added with {name}"
    origin = source.get("assertion-origin-name") or {}
    return f"validated by {origin.get('value', name)}"
    # endregion


def read_works(orcid: str, token: str) -> list[dict[str, Any]]:
    """Return every version of every work. Raises RuntimeError with ORCID's reason.

    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    response = requests.get(f"{API}/{orcid}/works", headers=headers, timeout=30)
    if response.status_code != 200:
        reason = response.text.replace(token, "…") if token else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return [
        each for group in response.json()["group"] for each in group["work-summary"]
    ]


if __name__ == "__main__":
    for work in read_works(os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"])[
        :6
    ]:
        title = ((work.get("title") or {}).get("title") or {}).get("value", "untitled")
        print(f"{title[:40]}: {who_asserted(work['source'])}")
