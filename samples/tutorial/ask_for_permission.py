"""Make the address on which a person grants access."""

import os
from urllib.parse import quote, urlencode

SITE = "https://sandbox.orcid.org"  # production: https://orcid.org
REDIRECT_URI = "http://127.0.0.1:5000/callback"  # as registered for your client


def address_to_ask_at(scopes: list[str]) -> str:
    """Return the address to send the person's browser to.

    An application that takes the answer at its redirect URI adds a random `state`, and
    refuses every answer without it: see "Authenticate users".
    https://info.orcid.org/documentation/api-tutorials/
    """
    # region excerpt
    parameters = {
        "client_id": os.environ["ORCID_CLIENT_ID"],
        "response_type": "code",
        "scope": " ".join(scopes),
        "redirect_uri": REDIRECT_URI,
    }
    return f"{SITE}/oauth/authorize?{urlencode(parameters, quote_via=quote)}"
    # endregion


if __name__ == "__main__":
    print(address_to_ask_at(["openid", "/read-limited", "/activities/update"]))
