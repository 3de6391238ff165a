"""Read the 400 for a filter value that Crossref does not take."""

import os

import requests


def explain_value(filters: str) -> str:
    """Return what is wrong with the filters of a request, in Crossref's words.

    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {"filter": filters, "rows": "0"}
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = "https://api.crossref.org/works"
    response = requests.get(address, params=params, headers=headers, timeout=30)
    # endregion
    # region excerpt
    if response.status_code == 400:
        return str(response.json()["message"][0]["message"])
    # endregion
    response.raise_for_status()
    return f"{response.json()['message']['total-results']} works"


if __name__ == "__main__":
    print(explain_value("doi:10.1371/journal.pone.0033693,10.1038/nature14539"))
    print(explain_value("from-pub-date:last year"))
    print(explain_value("has-abstract:yes"))
