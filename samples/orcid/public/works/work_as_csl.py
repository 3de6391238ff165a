"""Fetch a work as CSL JSON, ready for a citation processor."""

from typing import Any

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"
CSL_JSON = "application/vnd.citationstyles.csl+json"


def read_work_as_csl(orcid: str, put_code: int) -> dict[str, Any]:
    """Return a work as CSL JSON. The public API has it for one work at a time, the member API not.

    For works with a DOI, ask doi.org instead: the registration agency knows more than the record.
    Raises requests.HTTPError when the work cannot be read.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    response = requests.get(f"{PUBLIC_API}/{orcid}/work/{put_code}", headers={"Accept": CSL_JSON}, timeout=30)
    response.raise_for_status()
    csl: dict[str, Any] = response.json()
    return csl


if __name__ == "__main__":
    csl = read_work_as_csl("0000-0002-1825-0097", 1000018)
    print(csl["type"], "·", csl["title"])
    print(", ".join(author["literal"] for author in csl["author"]), csl["issued"]["date-parts"])
    print("DOI:", csl["DOI"])
