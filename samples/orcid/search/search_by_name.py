"""Find people by name, with or without the right accents."""

from urllib.parse import urlencode

import requests

SEARCH = "https://pub.orcid.org/v3.0/expanded-search/"


def find_people(given_names: str, family_name: str) -> list[str]:
    """Return "name (iD)" of people whose public names hold these words, whatever their accents.

    given-and-family-names is the one field that takes no notice of accents. It holds both names,
    so that each word is looked for in either. Reads one page: at most ten people.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/search.md
    """
    words = [word.replace('"', "") for word in f"{given_names} {family_name}".split()]
    query = " AND ".join(f'given-and-family-names:"{word}"' for word in words)
    return search(query)


def search(query: str) -> list[str]:
    """Return "name (iD)" for a query; some people have one name only."""
    address = f"{SEARCH}?{urlencode({'q': query, 'rows': 10})}"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    people = response.json()["expanded-result"] or []
    return [
        " ".join(filter(None, (each["given-names"], each["family-names"], f"({each['orcid-id']})")))
        for each in people
    ]


if __name__ == "__main__":
    print("family-name:Odegard →", *search("family-name:Odegard") or ["nobody"])
    print("family-name:Ødegård →", *search("family-name:Ødegård"))
    print("Asa Odegard →", *find_people("Asa", "Odegard"))
    print("Jose Nunez →", *find_people("Jose", "Nunez"))
    print("Sukarno →", *find_people("Sukarno", ""))
