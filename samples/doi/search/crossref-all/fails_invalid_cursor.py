"""Recognise a Crossref cursor that is not valid (404)."""

import os

import requests


def explain_cursor(cursor: str) -> str:
    """Return what Crossref says of a cursor: an invalid one is a 404 with JSON.

    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    response = requests.get(
        "https://api.crossref.org/works",
        params={"query": "widget", "cursor": cursor},
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=60,
    )
    # endregion
    # region excerpt
    media_type = response.headers.get("Content-Type", "")
    if response.status_code == 404 and media_type.startswith("application/json"):
        problem = response.json()["message"][0]
        return f"404 {problem['type']}: {problem['message']}. Start with cursor=*."
    # endregion
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}")
    return "200 the next page"


if __name__ == "__main__":
    print(explain_cursor("thing"))
