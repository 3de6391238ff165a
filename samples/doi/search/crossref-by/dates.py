"""Choose a work's publication date among Crossref's dates."""

import os
from urllib.parse import quote

import requests

PUBLISHED = ("published-online", "published-print", "posted", "published", "issued")


def find_publication_date(doi: str) -> str:
    """Return the earliest day of publication: YYYY, YYYY-MM or YYYY-MM-DD.

    `issued` may be [[null]], and month or day may be missing everywhere.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    address = f"https://api.crossref.org/works/{quote(doi, safe='')}"
    headers = {"Accept": "application/json", "User-Agent": contact}
    response = requests.get(address, headers=headers, timeout=30)
    response.raise_for_status()
    # region excerpt
    work = response.json()["message"]
    known = [work[name]["date-parts"][0] for name in PUBLISHED if name in work]
    days = [tuple(parts) for parts in known if parts and parts[0] is not None]
    if not days:
        return "unknown"
    # 2020 alone may be any day of 2020: a day that is known goes before it.
    earliest = min(days, key=lambda day: day + (13, 32)[len(day) - 1 :])
    return "-".join(f"{part:02}" for part in earliest)
    # endregion


if __name__ == "__main__":
    for doi in ("10.1371/journal.pone.0033693", "10.1002/jor.1100150407"):
        print(doi, find_publication_date(doi))
