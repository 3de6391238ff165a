"""Find the registration agency of a DOI: Crossref, DataCite or another."""

from urllib.parse import quote

import requests


def find_agencies(dois: list[str]) -> dict[str, str]:
    """Return the agency of each DOI, or why there is none, e.g. "DOI does not exist".

    The service answers 200 in every case. Each DOI is encoded on its own.
    https://www.doi.org/the-identifier/resources/handbook/
    """
    # region excerpt
    names = ",".join(quote(doi, safe="/") for doi in dois)
    headers = {"Accept": "application/json"}
    address = f"https://doi.org/doiRA/{names}"
    response = requests.get(address, headers=headers, timeout=30)
    response.raise_for_status()
    return {one["DOI"]: one.get("RA") or one["status"] for one in response.json()}
    # endregion


if __name__ == "__main__":
    known = ["10.7554/elife.01567", "10.5284/1011335", "10.1430/8105"]
    for doi, agency in find_agencies([*known, "10.1371/notarealdoi", "no-doi"]).items():
        print(f"{doi}: {agency}")
