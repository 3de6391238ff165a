"""Add a peer review to its journal's group."""

import os

import requests

MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def add_peer_review(orcid: str, token: str, group_id: str, review_id: str) -> str:
    """Return the address of a new review for the journal with this group id.

    The group has to be there before. `review_id` is your own name for the review.
    Raises RuntimeError with ORCID's reason when it refuses, 9026 when the group is missing.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/peer-review.md
    """
    ror = {
        "disambiguated-organization-identifier": "https://ror.org/05gq02987",
        "disambiguation-source": "ROR",
    }
    address = {"city": "Providence", "country": "US"}
    brown = {"name": "Brown University", "address": address, "disambiguated-organization": ror}
    identifier = {"external-id-type": "source-work-id", "external-id-value": review_id}
    response = requests.post(
        f"{MEMBER_API}/{orcid}/peer-review",
        json={
            "reviewer-role": "reviewer",
            "review-identifiers": {"external-id": [{**identifier, "external-id-relationship": "self"}]},
            "review-type": "review",
            "review-completion-date": {"year": {"value": "2026"}},
            "review-group-id": group_id,
            "convening-organization": brown,
        },
        headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
        timeout=30,
    )
    if response.status_code != 201:
        raise RuntimeError(_refusal(response, token))
    return response.headers["Location"]


def _refusal(response: requests.Response, token: str) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(token, "…")


if __name__ == "__main__":
    token = os.environ["ORCID_ACCESS_TOKEN"]
    print(add_peer_review(os.environ["ORCID_ID"], token, "issn:0264-3561", "review-7"))
