"""See how ORCID refuses a search."""

from urllib.parse import urlencode

import requests

API = "https://pub.orcid.org/v3.0"


def search(path: str, **parameters: str) -> str:
    """Return how many records match, or what is wrong with the request.

    A query that Solr cannot read, or that names an unknown field, is a 500 with code 9008, as is
    anything else unexpected: look at the query before you repeat it. Raises requests.HTTPError for
    a refusal that is not JSON.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    address = f"{API}/{path}?{urlencode(parameters)}"
    response = requests.get(address, headers={"Accept": "application/json"}, timeout=30)
    if "json" not in response.headers.get("Content-Type", ""):
        response.raise_for_status()  # such as the 429, which is plain text
    answer = response.json()
    if response.status_code == 200:
        return f"{answer['num-found']} found"
    reason = answer["developer-message"].rpartition("profile: ")[2].rpartition("error: ")[2]
    return f"{response.status_code}/{answer['error-code']} {reason[:80]}"


if __name__ == "__main__":
    print("title:", search("search", q="title:pots"))
    print("work-titles:", search("search", q="work-titles:pots"))
    print(
        "DataCite's field:",
        search("expanded-search/", q="container.identifier:2658-719X", rows="25", start="0"),
    )
    print("Open bracket:", search("search", q="keyword:("))
    print("rows=er:", search("search", rows="er"))
    print("rows=1001:", search("search", q="keyword:ecology", rows="1001"))
