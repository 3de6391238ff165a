"""Build the ORCID authorization URL."""

import os
import secrets
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

AUTHORIZE = (
    "https://sandbox.orcid.org/oauth/authorize"  # production: https://orcid.org/…
)
REDIRECT_URI = "http://127.0.0.1:5000/callback"  # as registered; https in production


def authorization_url(
    client_id: str, scopes: list[str], state: str, nonce: str, **more: str
) -> str:
    """Return where to send the browser. Keep state and nonce in its session.

    `more` may hold email, orcid, given_names, family_names, lang, prompt.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-web/ORCID_AUTH_WITH_OPENID_CONNECT.md
    """
    # region excerpt
    query = {
        "client_id": client_id,
        "response_type": "code",
        "scope": " ".join(scopes),
        "redirect_uri": REDIRECT_URI,
        "state": state,
        "nonce": nonce,
        **more,
    }
    return f"{AUTHORIZE}?{urlencode(query, quote_via=quote)}"  # a space is %20
    # endregion


if __name__ == "__main__":
    url = authorization_url(
        os.environ["ORCID_CLIENT_ID"],
        ["openid", "/read-limited", "/activities/update"],
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
    )
    for name, value in parse_qsl(urlsplit(url).query):
        is_random = name in ("state", "nonce")
        print(name, "=", f"{len(value)} random characters" if is_random else value)
