"""Add a work to a person's record, or update it where you have added it before."""

import os
import sys
from typing import Any

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
DOI = "10.5555/tutorial.1"


def save_work(orcid: str, title: str) -> str:
    """Add the work, or change its title where ORCID answers 409/9021: this client has added it already.

    Reading the put-code from ORCID's text is a shortcut. "Write to records" looks it up in the list of works.
    Raises SystemExit with ORCID's own words when it refuses.
    https://info.orcid.org/documentation/api-tutorials/api-tutorial-add-and-update-data-on-an-orcid-record/
    """
    session = requests.Session()
    session.headers["Accept"] = "application/json"
    session.headers["Authorization"] = f"Bearer {os.environ['ORCID_ACCESS_TOKEN']}"
    doi = {"external-id-type": "doi", "external-id-value": DOI, "external-id-relationship": "self"}
    work: dict[str, Any] = {
        "title": {"title": {"value": title}},
        "type": "journal-article",
        "publication-date": {"year": {"value": "2026"}},
        "external-ids": {"external-id": [doi]},
    }
    response = session.post(f"{API}/{orcid}/work", json=work, timeout=30)
    if response.status_code == 201:
        return f"added, put-code {response.headers['Location'].rpartition('/')[2]}"
    if response.status_code != 409 or response.json()["error-code"] != 9021:
        raise SystemExit(_refusal(response))
    words = response.json()["developer-message"].split()
    put_code = int(words[words.index("put-code") + 1].rstrip("."))
    response = session.put(f"{API}/{orcid}/work/{put_code}", json={**work, "put-code": put_code}, timeout=30)
    if response.status_code != 200:
        raise SystemExit(_refusal(response))
    return f"updated, put-code {put_code}"


def _refusal(response: requests.Response) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(os.environ["ORCID_ACCESS_TOKEN"], "…")


if __name__ == "__main__":
    for title in sys.argv[1:] or ["My first wrok", "My first work"]:
        print(f"{title}: {save_work(os.environ['ORCID_ID'], title)}")
