"""Resolve a DOI to the address of its landing page."""

from urllib.parse import quote

import requests

RESOLVER = "https://doi.org/"


def resolve(doi: str) -> str:
    """Return the address that a DOI leads to now, without opening it.

    The landing page itself often refuses scripts, so redirects are not followed. Raises
    ValueError for a name that is no DOI and LookupError for a DOI that is not registered.
    https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation
    """
    response = requests.get(
        RESOLVER + quote(doi),
        headers={"Accept": "text/html"},
        allow_redirects=False,
        timeout=30,
    )
    if response.status_code == 400:
        raise ValueError(f"{doi} is not a DOI")
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    if response.status_code != 302:
        raise RuntimeError(f"{RESOLVER} answered {response.status_code} for {doi}")
    return response.headers["Location"]


if __name__ == "__main__":
    for doi in ("10.1371/journal.pone.0033693", "10.1594/PANGAEA.902845"):
        print(doi, "->", resolve(doi))
