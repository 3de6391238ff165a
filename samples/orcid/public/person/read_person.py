"""Read a person's names, keywords and links."""

from typing import Any

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"


def read_person(orcid: str) -> dict[str, Any]:
    """Return an iD's display name, keywords, links and public e-mails.

    Raises requests.HTTPError when the record cannot be read.
    https://info.orcid.org/documentation/integration-guide/orcid-record/
    """
    address = f"{PUBLIC_API}/{orcid}/person"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    # region excerpt
    person = response.json()
    name, links = person["name"] or {}, person["researcher-urls"]["researcher-url"]
    text = {key: part["value"] for key, part in name.items() if isinstance(part, dict)}
    full = [text[key] for key in ("given-names", "family-name") if text.get(key)]
    return {
        "name": text.get("credit-name") or " ".join(full) or "(name not public)",
        "keywords": [each["content"] for each in person["keywords"]["keyword"]],
        "links": [each["url"]["value"] for each in links],
        "e-mails": [each["email"] for each in person["emails"]["email"]],
    }
    # endregion


if __name__ == "__main__":
    for label, value in read_person("0009-9000-0000-0010").items():
        print(f"{label}: {value}")
    print("one name only:", read_person("0009-9000-0000-007X")["name"])
