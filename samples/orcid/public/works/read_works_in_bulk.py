"""Read up to 100 works in one request, and notice the errors inside the answer."""

from typing import Any

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"
MOST = 100


def read_works_in_bulk(orcid: str, put_codes: list[int]) -> tuple[list[Any], list[Any]]:
    """Return the works that were found, in full, and ORCID's errors for the others.

    The answer is 200 even where every put-code is wrong, so look at each element. Works come in the
    order of their put-codes, errors last, whatever you asked for first.
    Raises ValueError for more than 100 put-codes, requests.HTTPError when the record cannot be read.
    https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/
    """
    if len(put_codes) > MOST:
        raise ValueError(f"ORCID reads at most {MOST} works at once; you asked for {len(put_codes)}")
    response = requests.get(
        f"{PUBLIC_API}/{orcid}/works/{','.join(map(str, put_codes))}",
        headers={"Accept": "application/json"},
        timeout=60,
    )
    response.raise_for_status()
    elements = response.json()["bulk"]
    works = [element["work"] for element in elements if "work" in element]
    errors = [element["error"] for element in elements if "error" in element]
    return works, errors


if __name__ == "__main__":
    works, errors = read_works_in_bulk("0000-0002-1825-0097", [1000018, 42, 1000015])
    for work in works:
        contributors = (work["contributors"] or {}).get("contributor", [])
        print(work["put-code"], work["title"]["title"]["value"], f"(contributors: {len(contributors)})")
    for error in errors:
        print("error", error["error-code"], error["developer-message"].partition("error: ")[2])
