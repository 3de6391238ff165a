"""See what a record hides: null, empty lists, 403."""

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"
HEADERS = {"Accept": "application/json"}


def describe_person(orcid: str) -> dict[str, str]:
    """Return what the public API says about sections of a person.

    Hidden and missing look the same. Raises requests.HTTPError when there is no record.
    https://info.orcid.org/documentation/integration-guide/orcid-record/
    """
    address = f"{PUBLIC_API}/{orcid}/person"
    response = requests.get(address, headers=HEADERS, timeout=30)
    response.raise_for_status()
    # region excerpt
    person = response.json()
    return {
        "name": "public" if person["name"] else "null",
        "biography": "public" if person["biography"] else "null",
        "keywords": f"list of {len(person['keywords']['keyword'])}",
    }
    # endregion


if __name__ == "__main__":
    for orcid in ("0000-0002-1825-0097", "0009-9000-0000-0061"):
        print(orcid, describe_person(orcid))
    # region excerpt
    one_item = f"{PUBLIC_API}/0009-9000-0000-0061/biography"
    response = requests.get(one_item, headers=HEADERS, timeout=30)
    if response.status_code == 403:
        print("the hidden biography: 403", response.json().get("error-code"))
    # endregion
