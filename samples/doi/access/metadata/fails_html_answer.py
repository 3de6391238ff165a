"""Notice an agency that answers with a web page instead of metadata."""

from typing import Any
from urllib.parse import quote

import requests

RESOLVER = "https://doi.org/"
CSL_JSON = "application/vnd.citationstyles.csl+json"


def fetch_or_explain(doi: str) -> dict[str, Any] | str:
    """Return CSL JSON, or a sentence that says what came in its place.

    An agency without content negotiation leaves you on the landing page: 200, but HTML.
    Only the Content-Type tells it from metadata.
    https://citation.doi.org/docs.html
    """
    response = requests.get(RESOLVER + quote(doi), headers={"Accept": CSL_JSON}, timeout=30)
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    if response.status_code == 200 and media_type == CSL_JSON:
        item: dict[str, Any] = response.json()
        return item
    return f"{response.status_code} {media_type} from {response.url}"


if __name__ == "__main__":
    print(fetch_or_explain("10.1000/1"))
