"""Find the Crossref works that a funder paid for."""

import os
from typing import Any

import requests


def ask_funder(path: str) -> dict[str, Any]:
    """Return the message about a funder (`100000001`) or its works (`…/works`).

    The works are also those of all funders below it in the Funder Registry.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = f"https://api.crossref.org/funders/{path}"
    response = requests.get(address, headers=headers, timeout=60)
    # endregion
    if response.status_code == 404:
        raise LookupError(f"Crossref has no funder {path}")
    response.raise_for_status()
    return dict(response.json()["message"])


if __name__ == "__main__":
    funder = ask_funder("10.13039/100000001")
    print(funder["name"], "|", len(funder["descendants"]), "below it")
    for work in ask_funder("10.13039/100000001/works")["items"]:
        print(work["DOI"], "|", (work.get("title") or ["untitled"])[0][:50])
