"""Draw a random sample of Crossref works."""

import os
from typing import Any

import requests


def draw_works(size: int) -> list[dict[str, Any]]:
    """Return `size` random works, at most 100; `rows` and `offset` count for nothing.

    Draw again for more, and expect some works twice.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {"sample": str(size)}
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = "https://api.crossref.org/works"
    response = requests.get(address, params=params, headers=headers, timeout=60)
    # endregion
    if response.status_code == 400:
        raise ValueError(response.json()["message"][0]["message"])
    response.raise_for_status()
    return list(response.json()["message"]["items"])


if __name__ == "__main__":
    for work in draw_works(3):
        print(work["type"], work["DOI"])
