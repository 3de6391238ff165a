"""List the references of Crossref works."""

import os
from urllib.parse import quote

import requests


def list_references(doi: str) -> list[str]:
    """Return the DOI of each reference, or its text where it has none.

    https://www.crossref.org/documentation/retrieve-metadata/rest-api/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = f"https://api.crossref.org/works/{quote(doi, safe='')}"
    response = requests.get(address, headers=headers, timeout=30)
    # endregion
    if response.status_code == 404:
        raise LookupError(f"{doi} is not at Crossref")
    response.raise_for_status()
    # region excerpt
    references = response.json()["message"].get("reference", [])
    return [one.get("DOI") or one.get("unstructured", "no text") for one in references]
    # endregion


if __name__ == "__main__":
    references = list_references("10.1038/srep16696")
    print(len(references), "references")
    print(*(text[:70] for text in references[:5]), sep="\n")
