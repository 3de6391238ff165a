"""Find the id of a Crossref member, journal or funder by name."""

import os

import requests


def find_ids(kind: str, name: str) -> list[str]:
    """Return id and name of the two best; `kind` is members, journals or funders.

    A journal has no id, but its ISSNs.
    https://www.crossref.org/documentation/retrieve-metadata/rest-api/
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params, address = {"query": name, "rows": "2"}, f"https://api.crossref.org/{kind}"
    headers = {"Accept": "application/json", "User-Agent": contact}
    response = requests.get(address, params=params, headers=headers, timeout=30)
    # endregion
    response.raise_for_status()
    found = response.json()["message"]["items"]
    names = [
        one.get("primary-name") or one.get("title") or one["name"] for one in found
    ]
    ids = [one.get("id") or " ".join(one.get("ISSN") or ["no ISSN"]) for one in found]
    return [f"{known_as} {name}" for known_as, name in zip(ids, names, strict=True)]


if __name__ == "__main__":
    for kind, name in (
        ("members", "ecology"),
        ("journals", "ecology"),
        ("funders", "NSF"),
    ):
        for line in find_ids(kind, name):
            print(kind, line)
