"""Get search results as a table for a spreadsheet."""

import csv
import io
from urllib.parse import urlencode

import requests

SEARCH = "https://pub.orcid.org/v3.0/csv-search/"
COLUMNS = ["orcid", "given-names", "family-name", "current-institution-affiliation-name"]


def search_as_csv(query: str) -> list[dict[str, str]]:
    """Return one row for each person, with the columns asked for: one page, at most 1000 people.

    Raises ValueError where the answer is no table: for a bad query ORCID may answer 200 with
    an error text instead.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/search.md
    """
    address = f"{SEARCH}?{urlencode({'q': query, 'fl': ','.join(COLUMNS), 'rows': 1000})}"
    response = requests.get(address, headers={"Accept": "text/csv"}, timeout=30)
    response.raise_for_status()
    response.encoding = "utf-8"  # where no charset is named, requests would read Latin-1
    rows = list(csv.reader(io.StringIO(response.text, newline="")))
    if rows and rows[0] == COLUMNS:  # a header line is not promised: take it away where it is
        rows = rows[1:]
    if any(len(row) != len(COLUMNS) for row in rows):
        raise ValueError(response.text.splitlines()[0][:200])
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


if __name__ == "__main__":
    for row in search_as_csv('affiliation-org-name:"Charles University"'):
        print(
            row["family-name"], "·", row["current-institution-affiliation-name"] or "no current affiliation"
        )
    try:
        search_as_csv("title:pots")
    except ValueError as error:
        print("No table:", error)
