"""Wait and try again when ORCID is busy (503)."""

import random
import time

import requests

WORKS = "https://pub.orcid.org/v3.0/{}/works"
TRIES = 5


def get_patiently(url: str) -> requests.Response:
    """Return ORCID's answer, having waited longer after each 503.

    A 429 is not repeated: the day's quota is used up. Raises RuntimeError for it and
    after all tries, requests.HTTPError for other refusals.
    https://info.orcid.org/ufaqs/what-are-the-api-limits/
    """
    # region excerpt
    for attempt in range(TRIES):
        response = requests.get(url, headers={"Accept": "application/json"}, timeout=30)
        if response.status_code == 429:
            raise RuntimeError("quota used up, send a /read-public token")
        if response.status_code != 503:
            response.raise_for_status()
            return response
        asked = response.headers.get("Retry-After", "")
        pause = int(asked) if asked.isdecimal() else 2**attempt
        if attempt < TRIES - 1:
            time.sleep(pause * random.uniform(1, 1.5))  # not all clients at once
    raise RuntimeError(f"ORCID was still busy after {TRIES} tries")
    # endregion


if __name__ == "__main__":
    for orcid in ("0000-0002-1825-0097", "0009-9000-0000-0010"):
        works = get_patiently(WORKS.format(orcid)).json()
        print(orcid, len(works["group"]), "works")
