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
    response = requests.get(
        f"https://api.crossref.org/works/{quote(doi, safe='')}",
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=30,
    )
    # endregion
    if response.status_code == 404:
        raise LookupError(f"{doi} is not at Crossref")
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}")
    # region excerpt
    return [
        one.get("DOI")
        or one.get("unstructured")
        or one.get("article-title")
        or "no text"
        for one in response.json()["message"].get("reference", [])
    ]
    # endregion


if __name__ == "__main__":
    references = list_references("10.1038/srep16696")
    print(len(references), "references")
    print(*(text[:70] for text in references[:5]), sep="\n")
