"""Recognise a media type or citation style that the agency does not have (406)."""

import os
from urllib.parse import quote

import requests


def ask_for_type(doi: str, media_type: str) -> str:
    """Return what came of asking for a media type: its status, and who answered.

    406 means that the agency serves none of the types asked for. A landing page is 200,
    but of another type. https://citation.doi.org/docs.html
    """
    contact = f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})"
    # region excerpt
    headers = {"Accept": media_type, "User-Agent": contact}
    address = f"https://doi.org/{quote(doi)}"
    response = requests.get(address, headers=headers, timeout=30)
    came = response.headers.get("Content-Type", "").partition(";")[0]
    if response.status_code == 200 and came == media_type.partition(";")[0]:
        return f"200 {came}"
    return f"not served: {response.status_code} {came} from {response.url}"
    # endregion


if __name__ == "__main__":
    doi = "10.7554/elife.01567"
    print(ask_for_type(doi, "application/vnd.datacite.datacite+xml"))
    print(ask_for_type(doi, "text/x-bibliography; style=no-such-style"))
