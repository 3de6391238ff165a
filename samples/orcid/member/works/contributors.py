"""Add a work with contributors, their iDs and CRediT roles."""

import os

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
CREDIT = "http://credit.niso.org/contributor-roles"


def add_work_with_author(orcid: str, token: str, name: str, role: str) -> str:
    """Return the address of a new work by this person, in a CRediT role.

    Raises RuntimeError with ORCID's reason.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    # region excerpt
    contributor = {
        "contributor-orcid": {"path": orcid},  # an iD that signed in, never a typed one
        "credit-name": {"value": name},
        "contributor-attributes": {
            "contributor-sequence": "first",
            "contributor-role": f"{CREDIT}/{role}/",
        },
    }
    # endregion
    doi = {"external-id-type": "doi", "external-id-value": "10.5555/guide.credit"}
    work = {
        "title": {"title": {"value": "Pots and Credit"}},
        "type": "journal-article",
        "external-ids": {"external-id": [{**doi, "external-id-relationship": "self"}]},
        "contributors": {"contributor": [contributor]},
    }
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    address = f"{API}/{orcid}/work"
    response = requests.post(address, json=work, headers=headers, timeout=30)
    if response.status_code != 201:
        reason = response.text.replace(token, "…") if token else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return response.headers["Location"]


if __name__ == "__main__":
    orcid, token = os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"]
    print(
        add_work_with_author(orcid, token, "Josiah Carberry", "writing-original-draft")
    )
