"""Choose a work's date among those Crossref has."""

import os
from urllib.parse import quote

import requests

WORKS = "https://api.crossref.org/works/"
PUBLISHED = ("published-online", "published-print", "posted", "published", "issued")


def find_publication_date(doi: str) -> str:
    """Return the earliest day of publication, as exact as it is known: YYYY, YYYY-MM or YYYY-MM-DD.

    `created`, `deposited` and `indexed` are days of the record, not of the work. `issued` may be
    [[null]], and month or day may be missing everywhere.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        WORKS + quote(doi, safe=""),
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=30,
    )
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    work = response.json()["message"]
    known = [work[name]["date-parts"][0] for name in PUBLISHED if name in work]
    days = [tuple(parts) for parts in known if parts and parts[0] is not None]
    if not days:
        return "unknown"
    # 2020 alone may be any day of 2020: a month or a day that is known goes before it.
    earliest = min(days, key=lambda day: day + (13, 32)[len(day) - 1 :])
    return "-".join(f"{part:02}" for part in earliest)


if __name__ == "__main__":
    for doi in ("10.1371/journal.pone.0033693", "10.1002/jor.1100150407", "10.1109/icdcsw.2003.1203662"):
        print(doi, find_publication_date(doi))
