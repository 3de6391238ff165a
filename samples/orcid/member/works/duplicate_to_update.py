"""Go from "already added" to an update: find your own work by its DOI and put it."""

import os
from typing import Any

import requests

MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def save_work(orcid: str, token: str, doi: str, work: dict[str, Any]) -> str:
    """Add a work, or replace it if you have added that DOI before; return what was done.

    The 409 names the put-code in its text only, so look for it in the list of works: yours is the version
    whose source is your client and whose own DOI it is. A chapter's "part-of" DOI is its book's.
    Raises RuntimeError when ORCID refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    session, record = requests.Session(), f"{MEMBER_API}/{orcid}"
    session.headers.update({"Authorization": f"Bearer {token}", "Accept": "application/json"})
    response = session.post(f"{record}/work", json=work, timeout=30)
    if response.status_code == 201:
        return f"added {response.headers['Location'].rpartition('/')[2]}"
    if response.status_code != 409 or response.json()["error-code"] != 9021:
        raise RuntimeError(_refusal(response, token))
    response = session.get(f"{record}/works", timeout=30)
    if response.status_code != 200:
        raise RuntimeError(_refusal(response, token))
    for version in (each for group in response.json()["group"] for each in group["work-summary"]):
        if (version["source"]["source-client-id"] or {}).get("path") != os.environ["ORCID_CLIENT_ID"]:
            continue
        for name in version["external-ids"]["external-id"]:
            known = (name["external-id-normalized"] or {}).get("value") or name["external-id-value"].lower()
            kind = (name["external-id-type"], name["external-id-relationship"])
            if kind == ("doi", "self") and known == doi.lower():
                put_code = version["put-code"]
                body = {**work, "put-code": put_code}
                response = session.put(f"{record}/work/{put_code}", json=body, timeout=30)
                if response.status_code != 200:
                    raise RuntimeError(_refusal(response, token))
                return f"updated {put_code}"
    raise RuntimeError(f"ORCID knows {doi} from you, but it is not in the list")


def _refusal(response: requests.Response, token: str) -> str:
    """Return why ORCID refuses, without the token: it repeats one that it does not know."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error-code", "developer-message")
    reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(token, "…")


if __name__ == "__main__":
    doi = "10.5555/guide.twice"
    ids = [{"external-id-type": "doi", "external-id-value": doi, "external-id-relationship": "self"}]
    for title in ("Cracked", "Cracked, Revised"):
        work = {"title": {"title": {"value": title}}, "type": "other", "external-ids": {"external-id": ids}}
        print(save_work(os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"], doi, work))
