"""Build the address that sends a person to ORCID to sign in and grant permission."""

import os
import secrets
from urllib.parse import parse_qs, quote, urlencode, urlsplit

AUTHORIZE = "https://sandbox.orcid.org/oauth/authorize"  # production: https://orcid.org/oauth/authorize
REDIRECT_URI = "http://127.0.0.1:5000/callback"  # as registered for your client; production wants https


def authorization_url(client_id: str, scopes: list[str], state: str, nonce: str, **prefill: str) -> str:
    """Return where to redirect the person's browser.

    Keep `state` and `nonce` in the person's session: the answer is worth nothing without them.
    `prefill` may hold `email`, `orcid`, `given_names`, `family_names`, `lang`, or `prompt="login"`,
    which works only with the scope openid.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-web/ORCID_AUTH_WITH_OPENID_CONNECT.md
    """
    parameters = {
        "client_id": client_id,
        "response_type": "code",
        "scope": " ".join(scopes),
        "redirect_uri": REDIRECT_URI,
        "state": state,
        "nonce": nonce,
        **prefill,
    }
    return f"{AUTHORIZE}?{urlencode(parameters, quote_via=quote)}"  # a space is %20, as ORCID writes it


if __name__ == "__main__":
    url = authorization_url(
        os.environ["ORCID_CLIENT_ID"],
        ["openid", "/read-limited", "/activities/update"],
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        email="carberry@example.org",
    )
    print(url.partition("?")[0])
    for name, (value,) in parse_qs(urlsplit(url).query).items():
        print(f"  {name} = {value if name not in ('state', 'nonce') else f'{len(value)} random characters'}")
