"""Link a work to the grant that paid for it (funded-by)."""

import os

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def add_funded_work(orcid: str, token: str, doi: str, grant_number: str) -> str:
    """Return the address of a new work that names its grant.

    Raises RuntimeError with ORCID's reason.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    # region excerpt
    own = {
        "external-id-type": "doi",
        "external-id-value": doi,
        "external-id-relationship": "self",
    }
    grant = {
        "external-id-type": "grant_number",
        "external-id-value": grant_number,
        "external-id-relationship": "funded-by",
    }
    # endregion
    work = {"title": {"title": {"value": "Pots on a Grant"}}, "type": "journal-article"}
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    address = f"{API}/{orcid}/work"
    response = requests.post(
        address,
        json={**work, "external-ids": {"external-id": [own, grant]}},
        headers=headers,
        timeout=30,
    )
    if response.status_code != 201:
        reason = response.text.replace(token, "…") if token else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return response.headers["Location"]


if __name__ == "__main__":
    orcid, token = os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"]
    print(add_funded_work(orcid, token, "10.5555/guide.funded", "PSY-2026-01"))
