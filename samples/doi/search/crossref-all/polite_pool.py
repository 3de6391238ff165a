"""See which of Crossref's pools serves you, and its rate limit."""

import os

import requests


def read_limits(path: str, user_agent: str) -> str:
    """Return the pool and the limits that an answer names: keep below both.

    https://www.crossref.org/documentation/retrieve-metadata/rest-api/
    """
    headers = {"Accept": "application/json", "User-Agent": user_agent}
    address = f"https://api.crossref.org{path}"
    response = requests.get(address, headers=headers, timeout=30)
    if response.status_code == 429:
        return "429: too fast; wait, then go on at half the speed"
    if response.status_code != 200:  # 403: blocked by hand, write to Crossref support
        raise RuntimeError(f"Crossref answered {response.status_code}")
    # region excerpt
    told = response.headers
    speed = f"{told['X-Rate-Limit-Limit']} in {told['X-Rate-Limit-Interval']}"
    at_a_time = told.get("X-Concurrency-Limit", "any number")
    return f"{told['X-Api-Pool']}: {speed}, {at_a_time} at a time"
    # endregion


if __name__ == "__main__":
    polite = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    for path in ("/works/10.1371/journal.pone.0033693", "/works?query=ecology&rows=2"):
        print(read_limits(path, "pid-guide-sample/1.0"))
        print(read_limits(path, polite))
