"""Add up to 100 works in one request."""

import os
from typing import Any

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def add_works(
    orcid: str, token: str, works: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return ORCID's answer for each work, in the order sent: a work or an error.

    Raises ValueError for more than 100 works, RuntimeError when ORCID refuses them all.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    if len(works) > 100:
        raise ValueError("ORCID takes at most 100 works in one request")
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    # region excerpt
    address = f"{API}/{orcid}/works"
    bulk = {"bulk": [{"work": work} for work in works]}
    response = requests.post(address, json=bulk, headers=headers, timeout=60)
    # endregion
    if response.status_code != 200:
        reason = response.text.replace(token, "…") if token else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return list(response.json()["bulk"])


if __name__ == "__main__":
    works = []
    for title, value in (
        ("First Pot", "10.5555/guide.1"),
        ("Again", "10.5555/GUIDE.1"),
    ):
        doi = {"external-id-type": "doi", "external-id-value": value}
        ids = {"external-id": [{**doi, "external-id-relationship": "self"}]}
        work = {"title": {"title": {"value": title}}, "type": "preprint"}
        works.append({**work, "external-ids": ids})
    # region excerpt
    token = os.environ["ORCID_ACCESS_TOKEN"]
    for result in add_works(os.environ["ORCID_ID"], token, works):
        if "work" in result:
            print("added: put-code", result["work"]["put-code"])
        else:
            print("refused: code", int(result["error"]["error-code"]))
    # endregion
