"""Add a peer review to an ORCID record."""

import os

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
BROWN = {
    "name": "Brown University",
    "address": {"city": "Providence", "country": "US"},
    "disambiguated-organization": {
        "disambiguated-organization-identifier": "https://ror.org/05gq02987",
        "disambiguation-source": "ROR",
    },
}


def add_peer_review(orcid: str, token: str, group_id: str, review_id: str) -> str:
    """Return the address of a new review, convened by Brown University.

    `group_id` names a group that is there; `review_id` is your own name for the review.
    Raises RuntimeError with ORCID's reason, 9026 when the group is missing.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/peer-review.md
    """
    own = {"external-id-type": "source-work-id", "external-id-value": review_id}
    # region excerpt
    review = {
        "reviewer-role": "reviewer",
        "review-type": "review",
        "review-identifiers": {
            "external-id": [{**own, "external-id-relationship": "self"}]
        },
        "review-completion-date": {"year": {"value": "2026"}},
        "review-group-id": group_id,
        "convening-organization": BROWN,
    }
    # endregion
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    address = f"{API}/{orcid}/peer-review"
    response = requests.post(address, json=review, headers=headers, timeout=30)
    if response.status_code != 201:
        reason = response.text.replace(token, "…") if token else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return response.headers["Location"]


if __name__ == "__main__":
    orcid, token = os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"]
    print(add_peer_review(orcid, token, "issn:0264-3561", "review-7"))
