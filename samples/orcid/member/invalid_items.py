"""See what makes ORCID refuse an item."""

import os
from typing import Any

import requests

MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def refusal(path: str, item: dict[str, Any]) -> str:
    """Return ORCID's error code and the reason for refusing an item, or "taken".

    Raises RuntimeError where the answer is neither, e.g. for a wrong token.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    response = requests.post(
        f"{MEMBER_API}/{os.environ['ORCID_ID']}/{path}",
        json=item,
        headers={
            "Authorization": f"Bearer {os.environ['ORCID_ACCESS_TOKEN']}",
            "Accept": "application/json",
        },
        timeout=30,
    )
    if response.status_code == 201:
        return "taken"
    if response.status_code != 400:
        raise RuntimeError(_refusal(response))
    error = response.json()
    reason = error["developer-message"].replace(os.environ["ORCID_ACCESS_TOKEN"], "…")
    return f"{error['error-code']} {reason[:88]}"


def _refusal(response: requests.Response) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(os.environ["ORCID_ACCESS_TOKEN"], "…")


if __name__ == "__main__":
    ids = [{"external-id-type": "doi", "external-id-value": "10.5555/x", "external-id-relationship": "self"}]
    work = {"title": {"title": {"value": "Pots"}}, "type": "book", "external-ids": {"external-id": ids}}
    brown = {"name": "Brown University", "address": {"city": "Providence", "country": "US"}}
    print("no title:", refusal("work", {**work, "title": None}))
    print("no identifier:", refusal("work", {**work, "external-ids": None}))
    date = {"year": {"value": "2026"}, "month": {"value": "13"}}
    print("month 13:", refusal("work", {**work, "publication-date": date}))
    date = {"year": {"value": "2026"}, "month": {"value": "02"}, "day": {"value": "30"}}
    print("30 February:", refusal("work", {**work, "publication-date": date}))
    print("put-code sent:", refusal("work", {**work, "put-code": 1}))
    print("misspelt member:", refusal("work", {**work, "titel": "Pots"}))
    print("no organization id:", refusal("employment", {"organization": brown}))
    print(
        "address incomplete:",
        refusal("education", {"organization": {**brown, "address": {"city": "Providence"}}}),
    )
