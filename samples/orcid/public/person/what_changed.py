"""Find out what has changed on a record since you last looked."""

from datetime import UTC, datetime

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"


def changed_since(orcid: str, moment: datetime) -> list[str]:
    """Return the titles of works that were added or edited after `moment`.

    ORCID sends no ETag and no Last-Modified header; the times are in the body, in milliseconds. A work
    that was removed leaves no trace, so compare put-codes with those that you have.
    Raises requests.HTTPError when the record cannot be read.
    https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/
    """
    response = requests.get(f"{PUBLIC_API}/{orcid}/works", headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    works = response.json()
    since = int(moment.timestamp() * 1000)
    newest = works["last-modified-date"]
    if newest is None or newest["value"] <= since:
        return []
    return [
        summary["title"]["title"]["value"]
        for group in works["group"]
        for summary in group["work-summary"]
        if summary["last-modified-date"]["value"] > since
    ]


if __name__ == "__main__":
    for day in (datetime(2024, 2, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)):
        print(f"since {day:%Y-%m-%d}:", changed_since("0000-0002-1825-0097", day) or "nothing")
