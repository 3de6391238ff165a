"""See which of Crossref's pools serves you, and its limits."""

import os

import requests

API = "https://api.crossref.org"


def read_limits(path: str, user_agent: str) -> str:
    """Return the pool and the limits that an answer names: keep below both, and pause after a 429.

    https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/
    """
    response = requests.get(
        API + path, headers={"Accept": "application/json", "User-Agent": user_agent}, timeout=30
    )
    if response.status_code == 429:
        return "429: too fast; wait, then go on at half the speed"
    if response.status_code == 403:
        return "403: blocked by hand; write to Crossref support"
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    headers = response.headers
    speed = f"{headers['X-Rate-Limit-Limit']} in {headers['X-Rate-Limit-Interval']}"
    return f"{headers['X-Api-Pool']}: {speed}, {headers.get('X-Concurrency-Limit', 'any number')} at a time"


if __name__ == "__main__":
    anonymous = "pid-guide-sample/1.0"
    polite = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    for path in ("/works/10.1371/journal.pone.0033693", "/works?query=ecology&rows=2"):
        print(read_limits(path, anonymous))
        print(read_limits(path, polite))
