"""Follow an iD to its JSON-LD, for linked data and search engines."""

from typing import Any

import requests


def read_json_ld(orcid_uri: str) -> tuple[dict[str, Any], list[str]]:
    """Return a record as a schema.org Person, and the redirects that led from the iD to it.

    orcid.org redirects twice, to the public API and to its current version; requests follows.
    Lists of one are unwrapped, so test what you get. Raises requests.HTTPError when it cannot be read.
    https://github.com/ORCID/ORCID-Source/blob/main/CONTENT_NEGOTIATION.md
    """
    response = requests.get(orcid_uri, headers={"Accept": "application/ld+json"}, timeout=30)
    response.raise_for_status()
    if not response.headers.get("Content-Type", "").startswith("application/ld+json"):
        raise RuntimeError(f"ORCID answered {response.headers.get('Content-Type')}, not JSON-LD")
    return response.json(), [step.headers["Location"] for step in response.history]


if __name__ == "__main__":
    person, redirects = read_json_ld("https://orcid.org/0000-0002-1825-0097")
    print("redirected to:", *redirects, sep="\n  ")
    print(person["@type"], person["@id"], person["givenName"], person["familyName"])
    employers = person["affiliation"]
    for employer in employers if isinstance(employers, list) else [employers]:
        print("works at:", employer["name"])
    for work in person["@reverse"]["creator"][:2]:
        print("made:", work["name"])
