"""Find out why a DataCite query fails or finds nothing."""

import os

import requests


def explain_query(query: str) -> str:
    """Return what DataCite makes of a query.

    A field that does not exist is no error: nothing has it, so nothing is found.
    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    params = {"query": query, "page[size]": "0"}
    headers = {"Accept": "application/vnd.api+json", "User-Agent": contact}
    address = "https://api.datacite.org/dois"
    response = requests.get(address, params=params, headers=headers, timeout=30)
    # region excerpt
    if response.status_code == 400:
        errors = response.json()["errors"]
        error = errors if isinstance(errors, dict) else errors[0]
        return f"400 {error['title'].splitlines()[0]}"
    # endregion
    response.raise_for_status()
    return f"200 {response.json()['meta']['total']} found"


if __name__ == "__main__":
    for query in ("sediment", "sediment AND (", "headline:sediment"):
        print(f"{query:17}", explain_query(query))
