"""Get a work as CSL JSON for a citation processor."""

from typing import Any

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"
CSL_JSON = "application/vnd.citationstyles.csl+json"


def read_work_as_csl(orcid: str, put_code: int) -> dict[str, Any]:
    """Return a work as CSL JSON.

    Raises requests.HTTPError when the work cannot be read.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/works.md
    """
    # region excerpt
    address = f"{PUBLIC_API}/{orcid}/work/{put_code}"
    response = requests.get(address, headers={"Accept": CSL_JSON}, timeout=30)
    response.raise_for_status()
    return dict(response.json())
    # endregion


if __name__ == "__main__":
    csl = read_work_as_csl("0000-0002-1825-0097", 1000018)
    print(csl["type"], "·", csl.get("title", "untitled"))
    print("authors:", ", ".join(each["literal"] for each in csl.get("author", [])))
    print("DOI:", csl.get("DOI", "none"))
