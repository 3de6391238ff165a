"""Bring a list of publications and a record in step, without duplicates."""

import os
from typing import Any

import requests

RECORD = f"https://api.sandbox.orcid.org/v3.0/{os.environ['ORCID_ID']}"  # production: api.orcid.org
HEADERS = {"Authorization": f"Bearer {os.environ['ORCID_ACCESS_TOKEN']}", "Accept": "application/json"}


def _call(method: str, path: str, body: object = None) -> Any:
    response = requests.request(method, f"{RECORD}/{path}", json=body, headers=HEADERS, timeout=30)
    if not response.ok:
        raise RuntimeError(f"{response.status_code} from ORCID: {response.text}")
    return response.json() if response.content else None


def synchronise_works(titles: dict[str, str]) -> list[str]:
    """Make this client's works on a record those in `titles`, by lower-case DOI; return what was done.

    Works of other sources are left alone. Raises RuntimeError when ORCID refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    mine: dict[str, Any] = {}
    for work in (each for group in _call("GET", "works")["group"] for each in group["work-summary"]):
        if (work["source"]["source-client-id"] or {}).get("path") == os.environ["ORCID_CLIENT_ID"]:
            mine[work["external-ids"]["external-id"][0]["external-id-normalized"]["value"]] = work
    gone = sorted(mine.keys() - titles.keys())
    done = [f"DELETE {doi}" for doi in gone if _call("DELETE", f"work/{mine[doi]['put-code']}") is None]
    for doi, title in titles.items():
        ids = [{"external-id-type": "doi", "external-id-value": doi, "external-id-relationship": "self"}]
        work = {"title": {"title": {"value": title}}, "type": "other", "external-ids": {"external-id": ids}}
        if doi not in mine:
            done.append(f"POST {doi}")
            _call("POST", "work", work)
        elif mine[doi]["title"]["title"]["value"] != title:
            done.append(f"PUT {doi}")
            _call("PUT", f"work/{mine[doi]['put-code']}", {**work, "put-code": mine[doi]["put-code"]})
    return done


if __name__ == "__main__":
    for step in ({"10.5555/a": "Pots"}, {"10.5555/a": "Kilns", "10.5555/b": "Clay"}, {"10.5555/a": "Kilns"}):
        print(synchronise_works(step), "then", synchronise_works(step))
