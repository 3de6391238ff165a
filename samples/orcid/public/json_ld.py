"""Follow an iD to its JSON-LD, for linked data and search engines."""

from typing import Any

import requests


def read_json_ld(orcid_uri: str) -> tuple[dict[str, Any], list[str]]:
    """Return a record as a schema.org Person, and the redirects that led from the iD to it.

    orcid.org redirects twice, to the public API and to its current version; requests follows.
    Raises requests.HTTPError when the record cannot be read, RuntimeError when the answer is no JSON-LD.
    https://github.com/ORCID/ORCID-Source/blob/main/CONTENT_NEGOTIATION.md
    """
    response = requests.get(orcid_uri, headers={"Accept": "application/ld+json"}, timeout=30)
    response.raise_for_status()
    if not response.headers.get("Content-Type", "").startswith("application/ld+json"):
        raise RuntimeError(f"ORCID answered {response.headers.get('Content-Type')}, not JSON-LD")
    return response.json(), [step.headers["Location"] for step in response.history]


def as_list(value: Any) -> list[Any]:
    """Return what JSON-LD says as a list: ORCID unwraps lists of one and leaves out empty ones."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


if __name__ == "__main__":
    for orcid_uri in ("https://orcid.org/0000-0002-1825-0097", "https://orcid.org/0009-9000-0000-007X"):
        person, redirects = read_json_ld(orcid_uri)
        print(*redirects, sep=" → ")
        print(person["@type"], *(person[key] for key in ("givenName", "familyName") if key in person))
        organizations = as_list(person.get("affiliation"))
        print("affiliations:", "; ".join(each.get("name", "(no name)") for each in organizations) or "none")
        for work in as_list(person.get("@reverse", {}).get("creator"))[:2]:
            print("made:", work.get("name", "(no title)"))
