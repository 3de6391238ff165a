"""Read the 400 for filter values that Crossref does not take."""

import os

import requests

WORKS = "https://api.crossref.org/works"


def explain_value(filters: str) -> str:
    """Return what is wrong with the filters of a request, in Crossref's words.

    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        WORKS,
        params={"filter": filters, "rows": "0"},
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=30,
    )
    if response.status_code == 400:
        return str(response.json()["message"][0]["message"])
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    return f"{response.json()['message']['total-results']} works"


if __name__ == "__main__":
    print(explain_value("doi:10.1371/journal.pone.0033693,10.1038/nature14539"))
    print(explain_value("from-pub-date:last year"))
    print(explain_value("has-abstract:yes"))
    print(explain_value("container-title:Nature, International Weekly"), "in Nature: the rest was dropped")
