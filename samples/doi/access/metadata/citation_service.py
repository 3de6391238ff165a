"""Format a citation with citation.doi.org."""

import requests


def format_citation(doi: str, style: str = "apa", language: str = "en-US") -> str:
    """Return a citation as plain text, from Crossref, DataCite, mEDRA or JaLC metadata.

    Raises RuntimeError with the service's own words where it cannot.
    https://citation.doi.org/docs.html
    """
    # region excerpt
    params = {"doi": doi, "style": style, "lang": language}
    headers = {"Accept": "text/plain"}
    address = "https://citation.doi.org/format"
    response = requests.get(address, params=params, headers=headers, timeout=30)
    # endregion
    if response.status_code != 200:
        raise RuntimeError(f"{response.status_code} {response.text.strip()[:200]}")
    response.encoding = "utf-8"
    return response.text.strip()


if __name__ == "__main__":
    for doi in ("10.7554/elife.01567", "10.5281/zenodo.57081", "10.1430/8105"):
        print(format_citation(doi))
