"""Read a person's names, keywords and links."""

from typing import Any

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"


def read_person(orcid: str) -> dict[str, Any]:
    """Return the display name, other names, keywords, links and public e-mails of an iD.

    Any of name, family name and credit name can be null: a person may have one name only, or hide it.
    Raises requests.HTTPError when the record cannot be read.
    https://info.orcid.org/documentation/integration-guide/orcid-record/
    """
    response = requests.get(
        f"{PUBLIC_API}/{orcid}/person", headers={"Accept": "application/json"}, timeout=30
    )
    response.raise_for_status()
    person = response.json()
    name = person["name"] or {}
    parts = {key: (name.get(key) or {}).get("value") for key in ("credit-name", "given-names", "family-name")}
    spelled_out = " ".join(part for part in (parts["given-names"], parts["family-name"]) if part)
    return {
        "name": parts["credit-name"] or spelled_out or "(name not public)",
        "other names": [each["content"] for each in person["other-names"]["other-name"]],
        "keywords": [each["content"] for each in person["keywords"]["keyword"]],
        "links": [each["url"]["value"] for each in person["researcher-urls"]["researcher-url"]],
        "e-mails": [each["email"] for each in person["emails"]["email"]],
    }


if __name__ == "__main__":
    for label, value in read_person("0009-9000-0000-0010").items():
        print(f"{label}: {value}")
    print("one name only:", read_person("0009-9000-0000-007X")["name"])
