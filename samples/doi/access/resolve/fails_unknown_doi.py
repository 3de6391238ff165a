"""Recognise a DOI that is not registered (404) or no DOI at all (400)."""

import re

import requests

CSL_JSON = "application/vnd.citationstyles.csl+json"


def explain_failure(name: str) -> str:
    """Return the status and the title of the page that doi.org answers.

    It is HTML even where CSL JSON was asked for: check the status before you parse.
    https://www.doi.org/the-identifier/resources/handbook/
    """
    # region excerpt
    response = requests.get(
        f"https://doi.org/{name}", headers={"Accept": CSL_JSON}, timeout=30
    )
    if response.status_code == 403:
        return "403 blocked: this says nothing about the DOI"
    # endregion
    if response.status_code not in (400, 404):
        raise RuntimeError(f"{response.url} answered {response.status_code}, no error")
    title = re.search("<title>(.*?)</title>", response.text, re.DOTALL)
    media_type = response.headers.get("Content-Type")
    return f"{response.status_code} {media_type} {title[1] if title else ''}"


if __name__ == "__main__":
    for name in ("10.1126/foo", "foo"):
        print(f"{name}: {explain_failure(name)}")
