"""Read why ORCID refuses a search."""

import requests

SEARCH = "https://pub.orcid.org/v3.0/search"


def search(query: str, rows: str = "10") -> str:
    """Return how many records match, or what is wrong with the request.

    Raises requests.HTTPError for a refusal that is not JSON, such as the 429.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/api_errors.md
    """
    parameters, accept = {"q": query, "rows": rows}, {"Accept": "application/json"}
    # region excerpt
    response = requests.get(SEARCH, params=parameters, headers=accept, timeout=30)
    if "json" not in response.headers.get("Content-Type", ""):
        response.raise_for_status()
    answer = response.json()
    if response.status_code == 200:
        return f"{answer['num-found']} found"
    reason = answer["developer-message"].rpartition("profile: ")[2]
    return f"{response.status_code}/{answer['error-code']} {reason[-80:]}"
    # endregion


if __name__ == "__main__":
    for query in ("title:pots", "work-titles:pots", "keyword:("):
        print(f"{query}:", search(query))
    print("rows=1001:", search("keyword:ecology", rows="1001"))
