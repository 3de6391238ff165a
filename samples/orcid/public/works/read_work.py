"""Read one work in full: contributors, abstract, citation."""

from typing import Any

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"


def read_work(orcid: str, put_code: int) -> dict[str, Any]:
    """Return a work with everything that the list of works leaves out.

    Raises LookupError when the record has no such work, PermissionError when it is not public,
    requests.HTTPError for other refusals.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    response = requests.get(
        f"{PUBLIC_API}/{orcid}/work/{put_code}", headers={"Accept": "application/json"}, timeout=30
    )
    if response.status_code == 404:
        raise LookupError(f"{orcid} has no work {put_code}")
    if response.status_code == 403:
        raise PermissionError(f"work {put_code} is not public")
    response.raise_for_status()
    work: dict[str, Any] = response.json()
    return work


if __name__ == "__main__":
    work = read_work("0000-0002-1825-0097", 1000018)
    print("title:", work["title"]["title"]["value"])
    for contributor in (work["contributors"] or {}).get("contributor", []):
        orcid = (contributor["contributor-orcid"] or {}).get("uri", "no iD")
        name = (contributor["credit-name"] or {}).get("value", "no name")
        print("contributor:", name, f"({orcid})")
    for external_id in work["external-ids"]["external-id"]:
        print("id:", external_id["external-id-type"], external_id["external-id-value"])
    print("citation as:", (work["citation"] or {}).get("citation-type", "none given"))
    print("abstract:", work["short-description"])
