"""Add a work to a person's record, as JSON."""

import os
from typing import Any

import requests

MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def add_work(orcid: str, token: str, work: dict[str, Any]) -> int:
    """Return the put-code of the new work; keep it, you need it to change or remove the work.

    The token needs /activities/update. A work needs a title, a type and an identifier with the
    relationship "self". Raises RuntimeError with ORCID's reason when it refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    response = requests.post(
        f"{MEMBER_API}/{orcid}/work",
        json=work,
        headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
        timeout=30,
    )
    if response.status_code != 201:
        raise RuntimeError(_refusal(response, token))
    return int(response.headers["Location"].rpartition("/")[2])


def _refusal(response: requests.Response, token: str) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(token, "…")


if __name__ == "__main__":
    identifier = {
        "external-id-type": "doi",
        "external-id-value": "10.5555/guide.handbook",
        "external-id-url": {"value": "https://doi.org/10.5555/guide.handbook"},
        "external-id-relationship": "self",
    }
    work = {
        "title": {"title": {"value": "A Handbook of Psychoceramics"}},
        "type": "book",
        "publication-date": {"year": {"value": "2026"}, "month": {"value": "03"}},
        "external-ids": {"external-id": [identifier]},
    }
    put_code = add_work(os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"], work)
    print("put-code:", put_code)
