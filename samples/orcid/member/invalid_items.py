"""See why ORCID refuses an item: 400 and its codes."""

import os
from typing import Any

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def try_work(orcid: str, token: str, **changes: Any) -> str:
    """Return ORCID's code and reason for a work with these changes, or "taken".

    Raises RuntimeError where the answer is neither, e.g. for a wrong token.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    doi = {"external-id-type": "doi", "external-id-value": "10.5555/guide.invalid"}
    ids = {"external-id": [{**doi, "external-id-relationship": "self"}]}
    good = {"title": {"title": {"value": "Pots"}}, "type": "book", "external-ids": ids}
    # region excerpt
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    address = f"{API}/{orcid}/work"
    response = requests.post(
        address, json={**good, **changes}, headers=headers, timeout=30
    )
    if response.status_code == 400:
        error = response.json()
        text = str(error["developer-message"])
        # endregion
        text = text.replace(token, "…") if token else text
        return f"{error['error-code']} {text.partition(': ')[2][:60]}"
    if response.status_code != 201:
        raise RuntimeError(f"expected 201 or 400, got {response.status_code}")
    return "taken"


if __name__ == "__main__":
    orcid, token = os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"]
    month = {"year": {"value": "2026"}, "month": {"value": "13"}}
    day = {"year": {"value": "2026"}, "month": {"value": "02"}, "day": {"value": "30"}}
    print("no title:     ", try_work(orcid, token, title=None))
    print("month 13:     ", try_work(orcid, token, **{"publication-date": month}))
    print("year 1899:    ", end=" ")
    old = {"year": {"value": "1899"}}
    print(try_work(orcid, token, **{"publication-date": old}))
    print("30 February:  ", try_work(orcid, token, **{"publication-date": day}))
    print("no identifier:", try_work(orcid, token, **{"external-ids": None}))
    print("put-code sent:", try_work(orcid, token, **{"put-code": 1}))
    print("misspelt name:", try_work(orcid, token, titel="Pots"))
