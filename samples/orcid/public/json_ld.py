"""Get a record as JSON-LD (schema.org)."""

from typing import Any

import requests

JSON_LD = "application/ld+json"


def read_json_ld(orcid_uri: str) -> dict[str, Any]:
    """Return a record as a schema.org Person.

    orcid.org redirects to the public API and its current version; requests follows.
    Raises requests.HTTPError, or RuntimeError where the answer is no JSON-LD.
    https://github.com/ORCID/ORCID-Source/blob/main/CONTENT_NEGOTIATION.md
    """
    # region excerpt
    response = requests.get(orcid_uri, headers={"Accept": JSON_LD}, timeout=30)
    # endregion
    response.raise_for_status()
    media_type = response.headers.get("Content-Type", "")
    if not media_type.startswith(JSON_LD):
        raise RuntimeError(f"ORCID answered {media_type}, not JSON-LD")
    return dict(response.json())


def as_list(value: Any) -> list[Any]:
    """Return a list: ORCID unwraps lists of one and leaves out empty ones."""
    # region excerpt
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
    # endregion


if __name__ == "__main__":
    # region excerpt
    person = read_json_ld("https://orcid.org/0000-0002-1825-0097")
    print(person["@type"], person.get("givenName"), person.get("familyName"))
    for organization in as_list(person.get("affiliation")):
        print("affiliation:", organization.get("name"))
    for work in as_list(person.get("@reverse", {}).get("creator"))[:2]:
        print("work:", work.get("name"))
    # endregion
