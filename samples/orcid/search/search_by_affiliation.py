"""Find the people of an organization by its ROR id, or by its name."""

from urllib.parse import urlencode

import requests

SEARCH = "https://pub.orcid.org/v3.0/expanded-search/"


def find_people_of(organization: str) -> list[str]:
    """Return "name (iD)" of people whose public record names an organization.

    `organization` is a ROR id, found in education, employment, funding and every other item that
    has an organization, or a name, found in affiliations only. Both are quoted: an id holds colons
    and slashes, which mean something else in a query. Reads one page: at most 20 people.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/search.md
    """
    field = "ror-org-id" if organization.startswith("https://ror.org/") else "affiliation-org-name"
    query = f'{field}:"{organization}"'
    address = f"{SEARCH}?{urlencode({'q': query, 'rows': 20, 'fl': 'orcid,given-names,family-name'})}"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    people = response.json()["expanded-result"] or []
    return [
        " ".join(filter(None, (each["given-names"], each["family-names"], f"({each['orcid-id']})")))
        for each in people
    ]


if __name__ == "__main__":
    for organization in ("https://ror.org/024d6js02", "Charles University", "https://ror.org/05gq02987"):
        people = find_people_of(organization)
        print(f"{organization}: {len(people)}")
        print("  " + ", ".join(people))
