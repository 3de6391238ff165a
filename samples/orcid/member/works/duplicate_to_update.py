"""Update instead of adding twice: from 409 to PUT."""

import os
from typing import Any

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0


def save_work(orcid: str, token: str, doi: str, work: dict[str, Any]) -> str:
    """Add a work, or replace it if you have added its DOI before; return what was done.

    Raises RuntimeError with ORCID's reason.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    session, record = requests.Session(), f"{API}/{orcid}"
    session.headers.update(
        {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    )
    # region excerpt
    response = session.post(f"{record}/work", json=work, timeout=30)
    if response.status_code == 409 and response.json()["error-code"] == 9021:
        response = session.get(f"{record}/works", timeout=30)
        if response.status_code == 200:
            put_code = _find_own(response.json()["group"], doi)
            body = {**work, "put-code": put_code}
            response = session.put(f"{record}/work/{put_code}", json=body, timeout=30)
    # endregion
    if response.status_code not in (200, 201):
        reason = response.text.replace(token, "…") if token else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    if response.status_code == 200:
        return f"updated {put_code}"
    return f"added {response.headers['Location'].rpartition('/')[2]}"


def _find_own(groups: list[dict[str, Any]], doi: str) -> int:
    """Return the put-code of this client's version: a part-of DOI is another work's."""
    for work in (each for group in groups for each in group["work-summary"]):
        client = work["source"]["source-client-id"] or {}
        for name in work["external-ids"]["external-id"]:
            value = (name["external-id-normalized"] or {}).get("value")
            kind = (name["external-id-type"], name["external-id-relationship"])
            known = (value or name["external-id-value"].lower()) == doi.lower()
            own = client.get("path") == os.environ["ORCID_CLIENT_ID"]
            if own and known and kind == ("doi", "self"):
                return int(work["put-code"])
    raise RuntimeError(f"ORCID knows {doi} from you, but it is not in the list")


if __name__ == "__main__":
    orcid, token = os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"]
    doi = {"external-id-type": "doi", "external-id-value": "10.5555/guide.twice"}
    ids = {"external-id": [{**doi, "external-id-relationship": "self"}]}
    for title in ("Cracked", "Cracked, Revised"):
        work = {"title": {"title": {"value": title}}, "type": "other"}
        work["external-ids"] = ids
        print(save_work(orcid, token, "10.5555/guide.twice", work))
