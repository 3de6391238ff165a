"""See what a record leaves out."""

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"


def describe_person(orcid: str) -> dict[str, str]:
    """Return what the public API says about each section of a person.

    What is not public is left out, never marked: a hidden name or biography is null, a hidden keyword is
    not in its list. From outside, hidden and missing look the same.
    Raises requests.HTTPError when the record cannot be read.
    https://info.orcid.org/documentation/integration-guide/orcid-record/
    """
    response = requests.get(
        f"{PUBLIC_API}/{orcid}/person", headers={"Accept": "application/json"}, timeout=30
    )
    response.raise_for_status()
    person = response.json()
    sections = {name: "null" if person[name] is None else "public" for name in ("name", "biography")}
    for name in ("keywords", "emails", "external-identifiers"):
        items = next(value for value in person[name].values() if isinstance(value, list))
        sections[name] = f"{len(items)} public" if items else "empty list"
    return sections


if __name__ == "__main__":
    for orcid in ("0000-0002-1825-0097", "0009-9000-0000-0061"):
        print(orcid, describe_person(orcid))
    biography = requests.get(
        f"{PUBLIC_API}/0009-9000-0000-0061/biography", headers={"Accept": "application/json"}, timeout=30
    )
    if biography.status_code != 403:
        biography.raise_for_status()
    print("biography asked for by itself:", biography.status_code, biography.json().get("error-code"))
