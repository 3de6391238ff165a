"""Go from "already added" to an update: find your own work by its DOI and put it."""

import os
from typing import Any

import requests

MEMBER_API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
CLIENT_ID = os.environ["ORCID_CLIENT_ID"]


def save_work(orcid: str, token: str, doi: str, work: dict[str, Any]) -> str:
    """Add a work, or update it if you have added that DOI before; return what was done.

    The 409 names the put-code in its text only, so look for it in the list of works: among the
    versions of that DOI, yours is the one whose source is your client.
    Raises RuntimeError when ORCID refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    record = f"{MEMBER_API}/{orcid}"
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    response = requests.post(f"{record}/work", json=work, headers=headers, timeout=30)
    if response.status_code == 201:
        return f"added {response.headers['Location'].rpartition('/')[2]}"
    if response.status_code != 409 or response.json()["error-code"] != 9021:
        raise RuntimeError(f"{response.status_code} from ORCID: {response.text}")
    listed = requests.get(f"{record}/works", headers=headers, timeout=30)
    listed.raise_for_status()
    for version in (each for group in listed.json()["group"] for each in group["work-summary"]):
        ids = [each["external-id-normalized"] or {} for each in version["external-ids"]["external-id"]]
        is_mine = (version["source"]["source-client-id"] or {}).get("path") == CLIENT_ID
        if is_mine and doi.lower() in {each.get("value") for each in ids}:
            put_code = version["put-code"]
            body = {**work, "put-code": put_code}
            response = requests.put(f"{record}/work/{put_code}", json=body, headers=headers, timeout=30)
            return f"updated {put_code}: {response.status_code}"
    raise RuntimeError(f"ORCID knows {doi} from you, but it is not in the list")


if __name__ == "__main__":
    doi = "10.5555/guide.twice"
    ids = [{"external-id-type": "doi", "external-id-value": doi, "external-id-relationship": "self"}]
    for title in ("Cracked", "Cracked, Revised"):
        work = {"title": {"title": {"value": title}}, "type": "other", "external-ids": {"external-id": ids}}
        print(save_work(os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"], doi, work))
