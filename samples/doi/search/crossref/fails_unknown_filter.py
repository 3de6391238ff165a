"""Read the 400 that names the filters there are."""

import os

import requests

API = "https://api.crossref.org"


def explain_filter(route: str, name: str, value: str) -> str:
    """Return what a route says of a filter. Every mistake in the request is one entry of `message`.

    https://api.crossref.org/swagger-ui/index.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    response = requests.get(
        f"{API}/{route}",
        params={"filter": f"{name}:{value}"},
        headers={"Accept": "application/json", "User-Agent": contact},
        timeout=30,
    )
    if response.status_code == 400:
        return "\n".join(
            f"400 {problem['type']}: {problem['message']}" for problem in response.json()["message"]
        )
    if response.status_code != 200:
        raise RuntimeError(f"Crossref answered {response.status_code}: {response.text[:200]}")
    return "200"


if __name__ == "__main__":
    print(explain_filter("members", "has-full-text", "true"))
    print(explain_filter("journals", "has-assertion", "true"))
