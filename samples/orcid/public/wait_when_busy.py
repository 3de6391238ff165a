"""Wait and try again when ORCID says 503, and stop when the day's quota is used up."""

import time

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"
TRIES = 5


def get_patiently(url: str) -> requests.Response:
    """Return ORCID's answer, having waited longer after each 503.

    503 means too many requests in a second: wait 1, 2, 4, 8 seconds.
    429 means that the day's anonymous requests are used up; waiting seconds does not help.
    Raises RuntimeError in both cases in the end, requests.HTTPError for other refusals.
    https://info.orcid.org/ufaqs/what-are-the-api-limits/
    """
    for attempt in range(TRIES):
        response = requests.get(url, headers={"Accept": "application/json"}, timeout=30)
        if response.status_code == 429:
            raise RuntimeError(f"quota used up, send a /read-public token: {response.text[:60]}")
        if response.status_code != 503:
            response.raise_for_status()
            return response
        if attempt < TRIES - 1:
            time.sleep(2**attempt)
    raise RuntimeError(f"ORCID was still busy after {TRIES} tries")


if __name__ == "__main__":
    for orcid in ("0000-0002-1825-0097", "0009-9000-0000-0010"):
        works = get_patiently(f"{PUBLIC_API}/{orcid}/works").json()
        print(orcid, len(works["group"]), "works")
