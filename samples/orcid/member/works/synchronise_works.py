"""Bring a list of publications and a record in step, without duplicates."""

import os
from typing import Any

import requests

RECORD = f"https://api.sandbox.orcid.org/v3.0/{os.environ['ORCID_ID']}"  # production: api.orcid.org
HEADERS = {"Authorization": f"Bearer {os.environ['ORCID_ACCESS_TOKEN']}", "Accept": "application/json"}


def _call(method: str, path: str, body: object = None) -> Any:
    response = requests.request(method, f"{RECORD}/{path}", json=body, headers=HEADERS, timeout=30)
    if not response.ok:
        error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
        told = ("error", "error-code", "developer-message")
        reason = " ".join(str(error[name]) for name in told if name in error) or response.reason
        text = f"{response.status_code} from ORCID: {reason}"
        raise RuntimeError(text.replace(os.environ["ORCID_ACCESS_TOKEN"], "…"))
    return response.json() if response.content else None


def synchronise_works(titles: dict[str, str]) -> list[str]:
    """Make this client's works on a record those in `titles`, by lower-case DOI; return what was done.

    Works of other sources, or without a DOI of their own, stay. Raises RuntimeError when ORCID refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    mine: dict[str, Any] = {}
    for work in (each for group in _call("GET", "works")["group"] for each in group["work-summary"]):
        if (work["source"]["source-client-id"] or {}).get("path") == os.environ["ORCID_CLIENT_ID"]:
            for name in work["external-ids"]["external-id"]:
                doi = (name["external-id-normalized"] or {}).get("value") or name["external-id-value"].lower()
                if (name["external-id-type"], name["external-id-relationship"]) == ("doi", "self"):
                    mine[doi] = work
    kept = [mine[doi]["put-code"] for doi in titles if doi in mine]
    done = []
    for code, doi in {work["put-code"]: doi for doi, work in mine.items()}.items():
        if code not in kept:
            _call("DELETE", f"work/{code}")
            done.append(f"DELETE {doi}")
    for doi, title in titles.items():
        if doi not in mine:
            ids = [{"external-id-type": "doi", "external-id-value": doi, "external-id-relationship": "self"}]
            new = {"title": {"title": {"value": title}}, "external-ids": {"external-id": ids}}
            _call("POST", "work", {**new, "type": "other"})
            done.append(f"POST {doi}")
        elif mine[doi]["title"]["title"]["value"] != title:
            work = _call("GET", f"work/{mine[doi]['put-code']}")  # whole: a PUT erases what it leaves out
            work["title"]["title"]["value"] = title
            _call("PUT", f"work/{work['put-code']}", work)
            done.append(f"PUT {doi}")
    return done


if __name__ == "__main__":
    for step in ({"10.5555/a": "Pots"}, {"10.5555/a": "Kilns", "10.5555/b": "Clay"}, {"10.5555/a": "Kilns"}):
        print(synchronise_works(step), "then", synchronise_works(step))
