"""Read every search result, page by page, without losing one."""

from collections.abc import Iterator
from urllib.parse import urlencode

import requests

SEARCH = "https://pub.orcid.org/v3.0/search"
LAST_START = 10_000  # without credentials; a token of any API client has no such limit


def find_all(query: str, rows: int = 1000) -> Iterator[str]:
    """Yield all iDs that match a query. `rows` is 1 to 1000.

    Pages start at 0 and step by `rows`: whoever steps by rows + 1 loses one record in each page. They
    are sorted, so that the order is the same from page to page.
    Raises OverflowError where there are more than ORCID gives without a token: narrow the query,
    for instance by date.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/search.md
    """
    reach = LAST_START // rows * rows + rows  # the end of the last page
    start, found = 0, 1
    while start < found:
        parameters = {"q": query, "sort": "orcid asc", "start": start, "rows": rows}
        address = f"{SEARCH}?{urlencode(parameters)}"
        response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
        response.raise_for_status()
        answer = response.json()
        found = answer["num-found"]
        if found > reach:
            raise OverflowError(f"{found} records match; the first {reach} can be read")
        for result in answer["result"] or []:
            yield result["orcid-identifier"]["path"]
        start += rows


if __name__ == "__main__":
    ids = list(find_all("ror-org-id:*", rows=3))
    print(len(ids), "iDs,", len(set(ids)), "different")
    print(*ids[:4], "…")
