"""Find records that changed in a period."""

import requests

SEARCH = "https://pub.orcid.org/v3.0/search"


def find_changed(start: str, end: str = "NOW") -> list[str]:
    """Return the iDs of records last changed in a period, latest first. At most 100.

    A moment is written 2024-02-01T00:00:00Z, or NOW-7DAYS, NOW/DAY.
    https://solr.apache.org/guide/8_11/working-with-dates.html
    """
    # region excerpt
    parameters = {
        "q": f"profile-last-modified-date:[{start} TO {end}]",
        "sort": "profile-last-modified-date desc",
        "rows": "100",
    }
    accept = {"Accept": "application/json"}
    response = requests.get(SEARCH, params=parameters, headers=accept, timeout=30)
    response.raise_for_status()
    results = response.json()["result"] or []
    # endregion
    return [result["orcid-identifier"]["path"] for result in results]


if __name__ == "__main__":
    print("February:", *find_changed("2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"))
    print("Since June:", *find_changed("2024-06-01T00:00:00Z"))
