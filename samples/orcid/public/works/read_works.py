"""List a person's works."""

from typing import Any

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"


def read_works(orcid: str) -> list[dict[str, Any]]:
    """Return the preferred version of each work, with the sources of all its versions.

    Raises requests.HTTPError when the record cannot be read.
    https://info.orcid.org/documentation/api-tutorials/
    """
    address = f"{PUBLIC_API}/{orcid}/works"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    works = []
    # region excerpt
    for group in response.json()["group"]:  # a group is one work
        versions = group["work-summary"]  # one from each source
        preferred, date = versions[0], versions[0]["publication-date"]
        names = [version["source"]["source-name"] for version in versions]
        work = {
            "put-code": preferred["put-code"],
            "year": date["year"]["value"] if date else "n.d.",
            "title": preferred["title"]["title"]["value"],
            "sources": [name["value"] if name else "(not public)" for name in names],
        }
        works.append(work)
    # endregion
    return works


if __name__ == "__main__":
    for work in read_works("0009-9000-0000-0010"):
        print(f"{work['year']} {work['title']}, put-code {work['put-code']}")
        print("     from", ", ".join(work["sources"]))
