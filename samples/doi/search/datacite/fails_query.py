"""Find out why a DataCite query fails or finds nothing."""

import os

import requests


def explain_query(query: str) -> str:
    """Return what DataCite makes of a query.

    One that does not parse is a 400; its `errors` is an object here, elsewhere a list.
    A field that does not exist is no error: nothing has it, so nothing is found.
    https://support.datacite.org/docs/api-queries
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        "https://api.datacite.org/dois",
        params={"query": query, "page[size]": "0"},
        headers={"Accept": "application/vnd.api+json", "User-Agent": contact},
        timeout=30,
    )
    # region excerpt
    if response.status_code == 400:
        errors = response.json()["errors"]
        error = errors if isinstance(errors, dict) else errors[0]
        return f"400 {error['title'].splitlines()[0]}"
    # endregion
    if response.status_code != 200:
        raise RuntimeError(f"DataCite answered {response.status_code}")
    return f"200 {response.json()['meta']['total']} found"


if __name__ == "__main__":
    for query in ("sediment", "sediment AND (", "headline:sediment"):
        print(f"{query:17}", explain_query(query))
