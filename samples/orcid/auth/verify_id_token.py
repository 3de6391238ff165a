"""Verify an ORCID id_token: who signed in."""

import base64
import hashlib
import os
from typing import Any

import requests
from joserfc import jwt
from joserfc.jwk import KeySet

ISSUER = "https://sandbox.orcid.org"  # production: https://orcid.org
JSON = {"Accept": "application/json"}


def verify_id_token(
    id_token: str, access_token: str, nonce: str, keys: KeySet
) -> dict[str, Any]:
    """Return the claims of an id_token that ORCID signed for you and this sign-in.

    `keys` is ORCID's key set. Raises joserfc's JoseError for every other id_token.
    https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation
    """
    half = hashlib.sha256(access_token.encode()).digest()[:16]
    at_hash = base64.urlsafe_b64encode(half).rstrip(b"=").decode()
    # region excerpt
    claims = jwt.decode(id_token, keys, algorithms=["RS256"]).claims
    jwt.JWTClaimsRegistry(
        leeway=60,  # seconds by which two clocks may differ
        iss={"essential": True, "value": ISSUER},
        aud={"essential": True, "value": os.environ["ORCID_CLIENT_ID"]},
        sub={"essential": True},
        exp={"essential": True},
        nonce={"essential": True, "value": nonce},
        at_hash={"value": at_hash},  # optional: checked where it is there
    ).validate(claims)
    # endregion
    return claims


if __name__ == "__main__":
    form = {
        "client_id": os.environ["ORCID_CLIENT_ID"],
        "client_secret": os.environ["ORCID_CLIENT_SECRET"],
        "grant_type": "authorization_code",
        "code": os.environ["ORCID_AUTHORIZATION_CODE"],
        "redirect_uri": "http://127.0.0.1:5000/callback",
    }
    reply = requests.post(f"{ISSUER}/oauth/token", data=form, headers=JSON, timeout=30)
    jwks = requests.get(f"{ISSUER}/oauth/jwks", headers=JSON, timeout=30)
    for answer in (reply, jwks):
        if answer.status_code != 200:
            raise SystemExit(f"{answer.status_code} from {answer.url}")
    tokens, keys = reply.json(), KeySet.import_key_set(jwks.json())
    access_token, nonce = tokens["access_token"], os.environ["ORCID_NONCE"]
    claims = verify_id_token(tokens["id_token"], access_token, nonce, keys)
    print(claims["sub"], "signed in:", claims.get("name", "(name not public)"))
