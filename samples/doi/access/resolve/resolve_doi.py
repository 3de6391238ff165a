"""Resolve a DOI to the URL of its landing page."""

from urllib.parse import quote

import requests


def resolve(doi: str) -> str:
    """Return the address that a DOI leads to now, without opening it.

    The landing page often refuses scripts, so redirects are not followed. Raises
    LookupError for a DOI that is not registered, ValueError for a name that is no DOI.
    https://www.doi.org/the-identifier/resources/handbook/
    """
    # region excerpt
    address, accept = f"https://doi.org/{quote(doi)}", {"Accept": "text/html"}
    response = requests.get(address, headers=accept, allow_redirects=False, timeout=30)
    if response.is_redirect:  # 302 today; 301, 303 and 307 lead on just as well
        return response.headers["Location"]
    # endregion
    if response.status_code == 404:
        raise LookupError(f"{doi} is not registered")
    if response.status_code == 400:
        raise ValueError(f"{doi} is not a DOI")
    raise RuntimeError(f"doi.org answered {response.status_code} for {doi}")


if __name__ == "__main__":
    for doi in ("10.5281/zenodo.8347772", "10.1594/PANGAEA.902845"):
        print(doi, "->", resolve(doi))
