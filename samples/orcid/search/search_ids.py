"""Find ORCID iDs by keyword."""

import requests

SEARCH = "https://pub.orcid.org/v3.0/search"


def find_ids(query: str) -> tuple[list[str], int]:
    """Return the first ten iDs that match a query, and how many match in all.

    Raises requests.HTTPError when ORCID refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/search.md
    """
    # region excerpt
    parameters, accept = {"q": query, "rows": "10"}, {"Accept": "application/json"}
    response = requests.get(SEARCH, params=parameters, headers=accept, timeout=30)
    response.raise_for_status()
    answer = response.json()
    results = answer["result"] or []  # null, not [], where nobody is found
    ids = [result["orcid-identifier"]["uri"] for result in results]
    # endregion
    return ids, answer["num-found"]


if __name__ == "__main__":
    # region excerpt
    print(find_ids("keyword:psychoceramics"))
    print(find_ids('keyword:"persistent identifiers" AND NOT keyword:glaciology'))
    both = "family-name:iakovakis AND past-institution-affiliation-name:Boston"
    print(find_ids(both))
    # endregion
