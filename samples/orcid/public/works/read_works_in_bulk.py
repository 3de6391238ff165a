"""Read up to 100 works in one request."""

from typing import Any

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"


def read_works_in_bulk(orcid: str, put_codes: list[int]) -> list[dict[str, Any]]:
    """Return a dict for each put-code: `{"work": …}`, or `{"error": …}`.

    Raises ValueError for more than 100 put-codes, requests.HTTPError for a refusal.
    https://info.orcid.org/documentation/api-tutorials/
    """
    if len(put_codes) > 100:
        raise ValueError(f"at most 100 works at once; you asked for {len(put_codes)}")
    # region excerpt
    address = f"{PUBLIC_API}/{orcid}/works/{','.join(map(str, put_codes))}"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=60)
    response.raise_for_status()
    return list(response.json()["bulk"])
    # endregion


if __name__ == "__main__":
    # region excerpt
    for each in read_works_in_bulk("0000-0002-1825-0097", [1000018, 42, 1000015]):
        if work := each.get("work"):
            contributors = (work["contributors"] or {}).get("contributor", [])
            print(work["title"]["title"]["value"], "| contributors:", len(contributors))
        else:
            print("error", each["error"]["error-code"])
    # endregion
