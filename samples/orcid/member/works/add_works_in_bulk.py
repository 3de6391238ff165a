"""Add up to 100 works at once, and read the mixed answer."""

import os
from typing import Any

import requests

MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def add_works(orcid: str, token: str, works: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return ORCID's answer for each work, in the order sent: {"work": …} or {"error": …}.

    The status is 200 even where every work was refused. Raises ValueError for more than 100 works,
    RuntimeError when ORCID refuses the whole request.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    if len(works) > 100:
        raise ValueError("ORCID takes at most 100 works in one request")
    response = requests.post(
        f"{MEMBER_API}/{orcid}/works",
        json={"bulk": [{"work": work} for work in works]},
        headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
        timeout=60,
    )
    if response.status_code != 200:
        raise RuntimeError(_refusal(response, token))
    results: list[dict[str, Any]] = response.json()["bulk"]
    return results


def _work(title: str, doi: str) -> dict[str, Any]:
    identifier = {"external-id-type": "doi", "external-id-value": doi, "external-id-relationship": "self"}
    title_member = {"title": {"value": title}}
    return {"title": title_member, "type": "preprint", "external-ids": {"external-id": [identifier]}}


def _refusal(response: requests.Response, token: str) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(token, "…")


if __name__ == "__main__":
    sent = [("First Pot", "10.5555/guide.1"), ("First Pot again", "10.5555/GUIDE.1"), ("", "10.5555/guide.2")]
    works = [_work(title, doi) for title, doi in sent]
    for result in add_works(os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"], works):
        if "work" in result:
            print("added:", result["work"]["put-code"])
        else:
            print("refused:", result["error"]["error-code"], result["error"]["developer-message"][:80])
