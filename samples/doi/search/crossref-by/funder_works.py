"""List the works that a funder paid for."""

import os
from typing import Any

import requests

FUNDERS = "https://api.crossref.org/funders"


def ask_funder(path: str) -> dict[str, Any]:
    """Return the message about a funder (`100000001`, or `10.13039/100000001`) or its works (`…/works`).

    The works are those of the funder and of all that stands below it in the Funder Registry;
    `filter=funder:` at /works looks for the one identifier only.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        f"{FUNDERS}/{path}", headers={"Accept": "application/json", "User-Agent": contact}, timeout=60
    )
    if response.status_code == 404:
        raise LookupError(f"Crossref has no funder {path}")
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    message: dict[str, Any] = response.json()["message"]
    return message


if __name__ == "__main__":
    funder = ask_funder("10.13039/100000001")
    print(funder["name"], "|", funder["location"], "|", len(funder["descendants"]), "below it")
    for work in ask_funder("10.13039/100000001/works")["items"]:
        awards = [number for one in work["funder"] for number in one.get("award", [])]
        print(work["DOI"], "|", " ".join(work["title"])[:50], "|", ", ".join(awards))
