"""Recognise a Crossref cursor that is not valid (404)."""

import os

import requests


def explain_cursor(cursor: str) -> str:
    """Return what Crossref says of a cursor: an invalid one is a 404 with JSON.

    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {"query": "widget", "cursor": cursor}
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = "https://api.crossref.org/works"
    response = requests.get(address, params=params, headers=headers, timeout=60)
    # endregion
    # region excerpt
    media_type = response.headers.get("Content-Type", "")
    if response.status_code == 404 and media_type.startswith("application/json"):
        problem = response.json()["message"][0]
        return f"404 {problem['type']}: {problem['message']}. Start with cursor=*."
    # endregion
    response.raise_for_status()
    return "200 the next page"


if __name__ == "__main__":
    print(explain_cursor("thing"))
