"""Find people by name, whatever the accents."""

import requests

SEARCH = "https://pub.orcid.org/v3.0/expanded-search/"


def find_people(name: str) -> list[str]:
    """Return "name (iD)" of people whose public names hold these words. At most 10.

    Raises requests.HTTPError when ORCID refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/search.md
    """
    # region excerpt
    words = name.replace("\\", "").replace('"', "").split()
    query = " AND ".join(f'given-and-family-names:"{word}"' for word in words)
    parameters = {"q": query, "rows": "10"}
    accept = {"Accept": "application/json"}
    response = requests.get(SEARCH, params=parameters, headers=accept, timeout=30)
    response.raise_for_status()
    people = []
    for each in response.json()["expanded-result"] or []:
        names = filter(None, (each["given-names"], each["family-names"]))
        people.append(" ".join([*names, f"({each['orcid-id']})"]))
    # endregion
    return people


if __name__ == "__main__":
    for name in ("Asa Odegard", "Jose Nunez", "Sukarno"):
        print(name, "→", *find_people(name))
