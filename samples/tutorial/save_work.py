"""Add a work to a record, or update it where you added it before."""

import os
import sys
from typing import Any

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
DOI = {
    "external-id-type": "doi",
    "external-id-value": "10.5555/tutorial.1",
    "external-id-relationship": "self",
}


def save_work(orcid: str, token: str, title: str) -> str:
    """Add the work, or change its title where ORCID answers 409/9021.

    Raises SystemExit with ORCID's own words when it refuses.
    https://info.orcid.org/documentation/api-tutorials/
    """
    headers = {"Accept": "application/json", "Authorization": f"Bearer {token}"}
    work: dict[str, Any] = {
        "title": {"title": {"value": title}},
        "type": "journal-article",
        "external-ids": {"external-id": [DOI]},
    }
    # region excerpt
    address = f"{API}/{orcid}/work"
    response = requests.post(address, json=work, headers=headers, timeout=30)
    if response.status_code == 201:
        return f"added, put-code {response.headers['Location'].rpartition('/')[2]}"
    if response.status_code == 409 and response.json()["error-code"] == 9021:
        words = response.json()["developer-message"].split()  # … put-code 1001. …
        work["put-code"] = int(words[words.index("put-code") + 1].rstrip("."))
        address += f"/{work['put-code']}"
        response = requests.put(address, json=work, headers=headers, timeout=30)
        if response.status_code == 200:
            return f"updated, put-code {work['put-code']}"
    # endregion
    reason = response.text.replace(token, "…") if token else response.text
    raise SystemExit(f"{response.status_code} from ORCID: {reason[:200]}")


if __name__ == "__main__":
    orcid, token = os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"]
    for title in sys.argv[1:] or ["My first wrok", "My first work"]:
        print(f"{title}: {save_work(orcid, token, title)}")
