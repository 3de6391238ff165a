"""Update a work that you have added."""

import os
from typing import Any

import requests

RECORD = f"https://api.sandbox.orcid.org/v3.0/{os.environ['ORCID_ID']}"
TOKEN = os.environ["ORCID_ACCESS_TOKEN"]
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Accept": "application/json"}


def update_work(put_code: int, changes: dict[str, Any]) -> dict[str, Any]:
    """Return the work as it is after the update.

    A PUT replaces the whole work: start from what is there, visibility included.
    Raises RuntimeError with ORCID's reason.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    # region excerpt
    address = f"{RECORD}/work/{put_code}"  # production: https://api.orcid.org/v3.0/…
    response = requests.get(address, headers=HEADERS, timeout=30)
    if response.status_code == 200:
        work = {**response.json(), **changes}
        response = requests.put(address, json=work, headers=HEADERS, timeout=30)
    # endregion
    if response.status_code != 200:
        reason = response.text.replace(TOKEN, "…") if TOKEN else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return dict(response.json())


if __name__ == "__main__":
    doi = {"external-id-type": "doi", "external-id-value": "10.5555/guide.update"}
    ids = {"external-id": [{**doi, "external-id-relationship": "self"}]}
    pots = {
        "title": {"title": {"value": "Pots"}},
        "type": "report",
        "external-ids": ids,
    }
    created = requests.post(f"{RECORD}/work", json=pots, headers=HEADERS, timeout=30)
    if created.status_code != 201:
        raise SystemExit(f"nothing to update: {created.status_code} from ORCID")
    # region excerpt
    put_code = int(created.headers["Location"].rpartition("/")[2])
    updated = update_work(put_code, {"title": {"title": {"value": "Pots, Revised"}}})
    # endregion
    print("title:", updated["title"]["title"]["value"])
    print("same put-code:", updated["put-code"] == put_code)
