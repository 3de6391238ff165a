"""Add a work to an ORCID record."""

import os
from typing import Any

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def add_work(orcid: str, token: str, work: dict[str, Any]) -> int:
    """Return the put-code of the new work: by it you change and remove the work.

    The token needs /activities/update. Raises RuntimeError with ORCID's reason.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    # region excerpt
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    address = f"{API}/{orcid}/work"
    response = requests.post(address, json=work, headers=headers, timeout=30)
    # endregion
    if response.status_code != 201:
        reason = response.text.replace(token, "…") if token else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    # region excerpt
    return int(response.headers["Location"].rpartition("/")[2])
    # endregion


if __name__ == "__main__":
    doi = {"external-id-type": "doi", "external-id-value": "10.5555/guide.handbook"}
    work = {
        "title": {"title": {"value": "A Handbook of Psychoceramics"}},
        "type": "book",
        "publication-date": {"year": {"value": "2026"}, "month": {"value": "03"}},
        "external-ids": {"external-id": [{**doi, "external-id-relationship": "self"}]},
    }
    token = os.environ["ORCID_ACCESS_TOKEN"]
    print("put-code:", add_work(os.environ["ORCID_ID"], token, work))
