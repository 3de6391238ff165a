"""List a person's works, one line for each, in the preferred version."""

from typing import Any

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"


def read_works(orcid: str) -> list[dict[str, Any]]:
    """Return the preferred version of each work, with the sources of all its versions.

    A group is one work. It holds a version from each source, the one that the person prefers first.
    Raises requests.HTTPError when the record cannot be read.
    https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/
    """
    response = requests.get(f"{PUBLIC_API}/{orcid}/works", headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    works = []
    for group in response.json()["group"]:
        preferred = group["work-summary"][0]
        sources = [
            (version["source"]["source-name"] or {}).get("value", "(name not public)")
            for version in group["work-summary"]
        ]
        date = preferred["publication-date"]
        works.append(
            {
                "put-code": preferred["put-code"],
                "year": date["year"]["value"] if date else "n.d.",
                "title": preferred["title"]["title"]["value"],
                "sources": sources,
            }
        )
    return works


if __name__ == "__main__":
    for work in read_works("0009-9000-0000-0010"):
        print(f"{work['year']}  {work['title']}  [put-code {work['put-code']}]")
        print(f"      from {', '.join(work['sources'])}")
