"""Read what a person shares with trusted parties only."""

import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import requests

API = "https://api.sandbox.orcid.org/v3.0"  # production: https://api.orcid.org/v3.0
SECTIONS = {"keywords": "keyword", "email": "email"}  # each with the name of its list


def read_items(orcid: str, token: str) -> Iterator[dict[str, Any]]:
    """Yield the keywords and e-mail addresses that this token shows.

    What is private is left out. Raises RuntimeError with ORCID's reason.
    https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/
    """
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    for section, items in SECTIONS.items():
        # region excerpt
        response = requests.get(f"{API}/{orcid}/{section}", headers=headers, timeout=30)
        # endregion
        if response.status_code != 200:
            reason = response.text.replace(token, "…") if token else response.text
            raise RuntimeError(f"{response.status_code} from ORCID: {reason[:400]}")
        # region excerpt
        for item in response.json()[items]:
            yield {"section": section, **item}
        # endregion


if __name__ == "__main__":
    shown = read_items(os.environ["ORCID_ID"], os.environ["ORCID_ACCESS_TOKEN"])
    # region excerpt
    counts = Counter(f"{item['section']}, {item['visibility']}" for item in shown)
    # endregion
    for what, count in sorted(counts.items()):
        print(f"{what}: {count}")
