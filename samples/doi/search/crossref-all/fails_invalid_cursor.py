"""Recognise a Crossref cursor that is not valid."""

import os

import requests

WORKS = "https://api.crossref.org/works"


def explain_cursor(cursor: str) -> str:
    """Return what Crossref says of a cursor: an invalid one is answered 404, with a body that is JSON.

    https://api.crossref.org/swagger-ui/index.html
    """
    response = requests.get(
        WORKS,
        params={"query": "widget", "cursor": cursor},
        headers={
            "Accept": "application/json",
            "User-Agent": f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})",
        },
        timeout=60,
    )
    if response.status_code == 404 and response.headers["Content-Type"].startswith("application/json"):
        problem = response.json()["message"][0]
        return f"404 {problem['type']}: {problem['message']}. Start again with cursor=*."
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    return "200 the next page"


if __name__ == "__main__":
    print(explain_cursor("thing"))
