"""Find the people who have a DOI on their record."""

import requests

SEARCH = "https://pub.orcid.org/v3.0/search"


def find_by_doi(doi: str) -> list[str]:
    """Return the iDs of records with this DOI, in whatever case. At most 100.

    Raises requests.HTTPError when ORCID refuses.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/search.md
    """
    # region excerpt
    quoted = doi.replace("\\", "\\\\").replace('"', '\\"')
    parameters = {"q": f'digital-object-ids:"{quoted}"', "rows": "100"}
    accept = {"Accept": "application/json"}
    response = requests.get(SEARCH, params=parameters, headers=accept, timeout=30)
    response.raise_for_status()
    results = response.json()["result"] or []
    return [each["orcid-identifier"]["uri"] for each in results]
    # endregion


if __name__ == "__main__":
    for doi in ("10.5555/Polar.2019.11", "10.1016/0020-7519(75)90103-4"):
        print(doi, find_by_doi(doi))
