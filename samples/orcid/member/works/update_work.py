"""Change a work that you have added: read it, change it, put it back."""

import os
from typing import Any

import requests

RECORD = f"https://api.sandbox.orcid.org/v3.0/{os.environ['ORCID_ID']}"  # production: api.orcid.org
HEADERS = {"Authorization": f"Bearer {os.environ['ORCID_ACCESS_TOKEN']}", "Accept": "application/json"}


def update_work(put_code: int, changes: dict[str, Any]) -> dict[str, Any]:
    """Return the work as it is after the update.

    A PUT replaces the whole work, so start from what is there. The put-code stands in the path and in
    the body; leave the visibility as it is, only its owner can change it.
    Raises RuntimeError with ORCID's reason when it refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    address = f"{RECORD}/work/{put_code}"
    response = requests.get(address, headers=HEADERS, timeout=30)
    if response.status_code == 200:
        response = requests.put(address, json={**response.json(), **changes}, headers=HEADERS, timeout=30)
    if response.status_code != 200:
        raise RuntimeError(_refusal(response))
    updated: dict[str, Any] = response.json()
    return updated


def _refusal(response: requests.Response) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(os.environ["ORCID_ACCESS_TOKEN"], "…")


if __name__ == "__main__":
    doi = {"external-id-type": "doi", "external-id-value": "10.5555/guide.update"}
    work = {
        "title": {"title": {"value": "Pots"}},
        "type": "report",
        "external-ids": {"external-id": [{**doi, "external-id-relationship": "self"}]},
    }
    created = requests.post(f"{RECORD}/work", json=work, headers=HEADERS, timeout=30)
    if created.status_code != 201:
        raise SystemExit(_refusal(created))
    put_code = int(created.headers["Location"].rpartition("/")[2])
    updated = update_work(put_code, {"title": {"title": {"value": "Pots, Second Edition"}}})
    print("title:", updated["title"]["title"]["value"])
    print("same put-code:", updated["put-code"] == put_code)
