"""Find records that have changed in a period."""

from urllib.parse import urlencode

import requests

SEARCH = "https://pub.orcid.org/v3.0/search"


def find_changed(start: str, end: str = "NOW") -> list[str]:
    """Return the iDs of records last modified between two moments, the latest change first.

    A moment is written 2024-02-01T00:00:00Z, or reckoned from now: NOW-7DAYS, NOW/DAY. A record's
    date counts its last change only, so a record that changed again has left an earlier period.
    Reads one page: at most 100 records.
    https://solr.apache.org/guide/8_11/working-with-dates.html
    """
    query = {
        "q": f"profile-last-modified-date:[{start} TO {end}]",
        "sort": "profile-last-modified-date desc",
        "rows": 100,
    }
    address = f"{SEARCH}?{urlencode(query)}"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    results = response.json()["result"] or []
    return [result["orcid-identifier"]["path"] for result in results]


if __name__ == "__main__":
    print("February 2024:", *find_changed("2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"))
    print("Since June 2024:", *find_changed("2024-06-01T00:00:00Z"))
