"""Read one work in full: authors, abstract, citation."""

from typing import Any

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"


def read_work(orcid: str, put_code: int) -> dict[str, Any]:
    """Return a work with what the list of works leaves out.

    Raises LookupError when the record has no such work, PermissionError when it is not
    public, requests.HTTPError for other refusals.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    # region excerpt
    address = f"{PUBLIC_API}/{orcid}/work/{put_code}"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    # endregion
    if response.status_code == 404:
        raise LookupError(f"{orcid} has no work {put_code}")
    if response.status_code == 403:
        raise PermissionError(f"work {put_code} is not public")
    response.raise_for_status()
    return dict(response.json())


if __name__ == "__main__":
    # region excerpt
    work = read_work("0000-0002-1825-0097", 1000018)
    print("title:", work["title"]["title"]["value"])
    for contributor in (work["contributors"] or {}).get("contributor", []):
        orcid = (contributor["contributor-orcid"] or {}).get("uri", "no iD")
        name = (contributor["credit-name"] or {}).get("value", "no name")
        print("contributor:", name, f"({orcid})")
    print("citation as:", (work["citation"] or {}).get("citation-type", "none given"))
    print("abstract:", work["short-description"])
    # endregion
