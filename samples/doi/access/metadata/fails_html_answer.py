"""Recognise an HTML page that comes instead of metadata (200)."""

from urllib.parse import quote

import requests

CSL_JSON = "application/vnd.citationstyles.csl+json"


def explain_answer(doi: str) -> str:
    """Return whether a DOI's agency answers CSL JSON, or what comes in its place.

    An agency without content negotiation leaves you on the landing page: 200, but HTML.
    https://citation.doi.org/docs.html
    """
    # region excerpt
    response = requests.get(
        f"https://doi.org/{quote(doi)}", headers={"Accept": CSL_JSON}, timeout=30
    )
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    if response.status_code == 200 and media_type == CSL_JSON:
        return "CSL JSON"
    return f"{response.status_code} {media_type} from {response.url}"
    # endregion


if __name__ == "__main__":
    print(explain_answer("10.1000/1"))
