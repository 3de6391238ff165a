"""Ask an agency for a type that it does not have."""

import os
from urllib.parse import quote

import requests

RESOLVER = "https://doi.org/"


def ask_for_type(doi: str, media_type: str) -> str:
    """Return what came of asking for a media type: its status, and who answered.

    406 means that the agency cannot serve any of the types that were asked for. A landing page
    is 200, but of another type.
    https://citation.doi.org/docs.html
    """
    headers = {
        "Accept": media_type,
        "User-Agent": f"pid-guide-sample/1.0 (mailto:{os.environ['CONTACT_EMAIL']})",
    }
    response = requests.get(RESOLVER + quote(doi), headers=headers, timeout=30)
    came = response.headers.get("Content-Type", "").partition(";")[0]
    if response.status_code == 200 and came == media_type.partition(";")[0]:
        return f"200 {came}"
    return f"not served: {response.status_code} {came} from {response.url}"


if __name__ == "__main__":
    print(ask_for_type("10.7554/elife.01567", "application/vnd.datacite.datacite+xml"))
    print(ask_for_type("10.7554/elife.01567", "text/x-bibliography; style=no-such-style"))
