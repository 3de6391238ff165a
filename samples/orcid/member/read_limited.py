"""Read what a person shares with you only."""

import os
from collections import Counter

import requests

MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def visibilities(orcid: str, token: str) -> Counter[str]:
    """Return how many of a person's keywords and works this token sees, by their visibility.

    /read-limited shows what is for trusted parties, never what is private; what your own client has
    added you always see. Lists leave out the rest without a word.
    Raises RuntimeError with ORCID's reason when it refuses.
    https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/
    """
    seen: Counter[str] = Counter()
    for section in ("keywords", "works"):
        response = requests.get(
            f"{MEMBER_API}/{orcid}/{section}",
            headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
            timeout=30,
        )
        if response.status_code != 200:
            raise RuntimeError(_refusal(response, token))
        body = response.json()
        versions = [version for group in body.get("group", []) for version in group["work-summary"]]
        for item in body.get("keyword", versions):
            seen[f"{section} {item['visibility']}"] += 1
    return seen


def _refusal(response: requests.Response, token: str) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(token, "…")


if __name__ == "__main__":
    for what, count in visibilities(os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"]).items():
        print(f"{what}: {count}")
