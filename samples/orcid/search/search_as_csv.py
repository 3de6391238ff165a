"""Get search results as CSV for a spreadsheet."""

import csv
import io

import requests

SEARCH = "https://pub.orcid.org/v3.0/csv-search/"
COLUMNS = ["orcid", "given-names", "family-name"]


def search_as_csv(query: str) -> list[list[str]]:
    """Return one row of COLUMNS for each person, at most 1000.

    Raises ValueError where the answer is no table: for a bad query ORCID may answer 200
    with an error text instead.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/search.md
    """
    # region excerpt
    parameters = {"q": query, "fl": ",".join(COLUMNS), "rows": "1000"}
    accept = {"Accept": "text/csv"}
    response = requests.get(SEARCH, params=parameters, headers=accept, timeout=30)
    response.raise_for_status()
    response.encoding = "utf-8"  # without a charset requests would read Latin-1
    rows = list(csv.reader(io.StringIO(response.text, newline="")))
    # endregion
    if any(len(row) != len(COLUMNS) for row in rows):
        raise ValueError(response.text.splitlines()[0][:200])
    return [row for row in rows if row != COLUMNS]  # a header line is not promised


if __name__ == "__main__":
    for row in search_as_csv('affiliation-org-name:"Charles University"'):
        print(" | ".join(row))
    try:
        search_as_csv("title:pots")
    except ValueError as error:
        print("No table:", error)
