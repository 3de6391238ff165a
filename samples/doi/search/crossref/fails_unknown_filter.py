"""Read the 400 that lists Crossref's filters."""

import os

import requests


def explain_filter(route: str, name: str, value: str) -> str:
    """Return what a route says of a filter.

    Every mistake in the request is one entry of `message`.
    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    params = {"filter": f"{name}:{value}"}
    headers = {"Accept": "application/json", "User-Agent": contact}
    address = f"https://api.crossref.org/{route}"
    response = requests.get(address, params=params, headers=headers, timeout=30)
    # endregion
    # region excerpt
    if response.status_code == 400:
        problems = response.json()["message"]
        return "\n".join(f"400 {one['type']}: {one['message']}" for one in problems)
    # endregion
    response.raise_for_status()
    return "200"


if __name__ == "__main__":
    print(explain_filter("members", "has-full-text", "true"))
    print(explain_filter("journals", "has-assertion", "true"))
