"""Synchronise a publication list with an ORCID record."""

import os
from typing import Any

import requests

RECORD = f"https://api.sandbox.orcid.org/v3.0/{os.environ['ORCID_ID']}"
TOKEN = os.environ["ORCID_ACCESS_TOKEN"]
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Accept": "application/json"}


def call(method: str, path: str, body: object = None) -> Any:
    """Return what ORCID answers; raise RuntimeError with its reason."""
    address = f"{RECORD}/{path}"  # production: https://api.orcid.org/v3.0/…
    response = requests.request(method, address, json=body, headers=HEADERS, timeout=30)
    if not response.ok:
        reason = response.text.replace(TOKEN, "…") if TOKEN else response.text
        raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
    return response.json() if response.content else None


def find_own_works() -> dict[str, Any]:
    """Return the works that this client has added, by each one's own lower-case DOI."""
    mine = {}
    for group in call("GET", "works")["group"]:
        for work in group["work-summary"]:
            client = work["source"]["source-client-id"] or {}
            if client.get("path") != os.environ["ORCID_CLIENT_ID"]:
                continue
            for name in work["external-ids"]["external-id"]:
                kind = (name["external-id-type"], name["external-id-relationship"])
                known = (name["external-id-normalized"] or {}).get("value")
                if kind == ("doi", "self"):
                    mine[known or name["external-id-value"].lower()] = work
    return mine


def synchronise_works(titles: dict[str, str]) -> list[str]:
    """Make this client's works those in `titles`, by lower-case DOI; tell the steps.

    Works of other sources, or without a DOI of their own, stay.
    Raises RuntimeError with ORCID's reason.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    mine, done = find_own_works(), []
    kept = [mine[doi]["put-code"] for doi in titles if doi in mine]
    for code, doi in {work["put-code"]: doi for doi, work in mine.items()}.items():
        if code not in kept:
            call("DELETE", f"work/{code}")
            done.append(f"DELETE {doi}")
    # region excerpt
    for doi, title in titles.items():
        if doi not in mine:
            call("POST", "work", new_work(doi, title))
            done.append(f"POST {doi}")
        elif mine[doi]["title"]["title"]["value"] != title:
            work = call("GET", f"work/{mine[doi]['put-code']}")  # whole: a PUT erases
            work["title"]["title"]["value"] = title
            call("PUT", f"work/{work['put-code']}", work)
            done.append(f"PUT {doi}")
    # endregion
    return done


def new_work(doi: str, title: str) -> dict[str, Any]:
    """Return a work that has nothing but title, type and DOI."""
    name = {"external-id-type": "doi", "external-id-value": doi}
    ids = {"external-id": [{**name, "external-id-relationship": "self"}]}
    return {"title": {"title": {"value": title}}, "type": "other", "external-ids": ids}


if __name__ == "__main__":
    for step in (
        {"10.5555/a": "Pots"},
        {"10.5555/a": "Kilns", "10.5555/b": "Clay"},
        {"10.5555/a": "Kilns"},
    ):
        print(synchronise_works(step), "then", synchronise_works(step))
