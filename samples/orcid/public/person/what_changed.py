"""Find out which works changed since you last looked."""

from datetime import UTC, datetime

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"


def changed_since(orcid: str, moment: datetime) -> list[int]:
    """Return the put-codes of works that were added or edited after `moment`.

    A removed work leaves no trace. Raises requests.HTTPError when ORCID refuses.
    https://info.orcid.org/documentation/api-tutorials/
    """
    address = f"{PUBLIC_API}/{orcid}/works"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    # region excerpt
    since = int(moment.timestamp() * 1000)
    return [
        work["put-code"]
        for group in response.json()["group"]
        for work in group["work-summary"]
        if work["last-modified-date"]["value"] > since
    ]
    # endregion


if __name__ == "__main__":
    for day in (datetime(2024, 2, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)):
        print(f"since {day:%Y-%m-%d}:", changed_since("0000-0002-1825-0097", day))
