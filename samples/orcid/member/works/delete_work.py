"""Remove a work that you have added."""

import os

import requests

MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
HEADERS = {"Authorization": f"Bearer {os.environ['ORCID_ACCESS_TOKEN']}", "Accept": "application/json"}


def delete_work(orcid: str, put_code: int) -> bool:
    """Remove a work; return False when it was not there any more.

    You can remove what your own client has added and nothing else. This works even after the person
    has taken back your permission, so that you can clean up.
    Raises RuntimeError with ORCID's reason when it refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    response = requests.delete(f"{MEMBER_API}/{orcid}/work/{put_code}", headers=HEADERS, timeout=30)
    if response.status_code == 404:
        return False
    if response.status_code != 204:
        raise RuntimeError(_refusal(response))
    return True


def _refusal(response: requests.Response) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(os.environ["ORCID_ACCESS_TOKEN"], "…")


if __name__ == "__main__":
    orcid = os.environ["ORCID_ID"]
    doi = {"external-id-type": "doi", "external-id-value": "10.5555/guide.delete"}
    work = {
        "title": {"title": {"value": "A Broken Pot"}},
        "type": "other",
        "external-ids": {"external-id": [{**doi, "external-id-relationship": "self"}]},
    }
    created = requests.post(f"{MEMBER_API}/{orcid}/work", json=work, headers=HEADERS, timeout=30)
    if created.status_code != 201:
        raise SystemExit(_refusal(created))
    put_code = int(created.headers["Location"].rpartition("/")[2])
    print("removed:", delete_work(orcid, put_code))
    print("removed again:", delete_work(orcid, put_code))
