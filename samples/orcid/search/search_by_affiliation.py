"""Find the people of an organisation by ROR id or name."""

import requests

SEARCH = "https://pub.orcid.org/v3.0/expanded-search/"


def find_people_of(organization: str) -> list[str]:
    """Return "name (iD)" of people whose public record names an organisation.

    At most 20 people. Raises requests.HTTPError when ORCID refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/search.md
    """
    # region excerpt
    is_ror = organization.startswith("https://ror.org/")
    field = "ror-org-id" if is_ror else "affiliation-org-name"
    quoted = organization.replace("\\", "\\\\").replace('"', '\\"')
    parameters = {"q": f'{field}:"{quoted}"', "rows": "20"}
    accept = {"Accept": "application/json"}
    response = requests.get(SEARCH, params=parameters, headers=accept, timeout=30)
    # endregion
    response.raise_for_status()
    people = []
    for each in response.json()["expanded-result"] or []:
        names = filter(None, (each["given-names"], each["family-names"]))
        people.append(" ".join([*names, f"({each['orcid-id']})"]))
    return people


if __name__ == "__main__":
    for organization in ("https://ror.org/05gq02987", 'The "Kepler" Institute'):
        print(organization, find_people_of(organization))
