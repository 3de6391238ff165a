"""Find out which registration agency a DOI belongs to."""

from urllib.parse import quote

import requests

WHICH_AGENCY = "https://doi.org/doiRA/"


def find_agencies(dois: list[str]) -> dict[str, str]:
    """Return the agency of each DOI, or why there is none, e.g. "DOI does not exist".

    The service answers 200 in every case. Each DOI is encoded on its own, and a comma
    separates them.
    https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation
    """
    names = ",".join(quote(doi, safe="/") for doi in dois)
    headers = {"Accept": "application/json"}
    response = requests.get(WHICH_AGENCY + names, headers=headers, timeout=30)
    if response.status_code != 200:
        raise RuntimeError(f"{WHICH_AGENCY} answered {response.status_code}")
    return {entry["DOI"]: entry.get("RA") or entry["status"] for entry in response.json()}


if __name__ == "__main__":
    known = ["10.7554/elife.01567", "10.5284/1011335", "10.1430/8105", "10.7666/d.y351065"]
    for doi, agency in find_agencies([*known, "10.1371/notarealdoi", "not-a-doi"]).items():
        print(f"{doi}: {agency}")
