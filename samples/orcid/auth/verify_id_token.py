"""Verify an id_token: signature, issuer, audience, expiry, nonce and access token."""

import base64
import hashlib
import os
from typing import Any

import requests
from joserfc import jwt
from joserfc.jwk import KeySet

ISSUER = "https://sandbox.orcid.org"  # production: https://orcid.org
JSON = {"Accept": "application/json"}


def verify_id_token(id_token: str, access_token: str, nonce: str, keys: KeySet) -> dict[str, Any]:
    """Return the claims of an id_token that ORCID signed for your client, this person and this sign-in.

    `keys` is ORCID's key set. Raises joserfc's JoseError for every other one.
    https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation
    """
    # ORCID's keys name no algorithm: accept the one it uses and no other.
    claims = jwt.decode(id_token, keys, algorithms=["RS256"]).claims
    half = hashlib.sha256(access_token.encode()).digest()[:16]
    jwt.JWTClaimsRegistry(
        leeway=60,  # seconds by which two clocks may differ
        iss={"essential": True, "value": ISSUER},
        aud={"essential": True, "value": os.environ["ORCID_CLIENT_ID"]},
        sub={"essential": True},
        exp={"essential": True},
        nonce={"essential": True, "value": nonce},
        at_hash={"essential": True, "value": base64.urlsafe_b64encode(half).rstrip(b"=").decode()},
    ).validate(claims)
    return claims


def _refusal(response: requests.Response, code: str) -> str:
    """Return why ORCID refuses, without code and secret, which its answer may repeat."""
    error = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    told = ("error", "error_description")
    reason = ": ".join(str(error[name]) for name in told if name in error) or response.reason
    return f"{response.status_code} from ORCID: {reason}".replace(code, "…").replace(
        os.environ["ORCID_CLIENT_SECRET"], "…"
    )


if __name__ == "__main__":
    client = {"client_id": os.environ["ORCID_CLIENT_ID"], "client_secret": os.environ["ORCID_CLIENT_SECRET"]}
    grant = {"grant_type": "authorization_code", "code": os.environ["ORCID_AUTHORIZATION_CODE"]}
    form = {**client, **grant, "redirect_uri": "http://127.0.0.1:5000/callback"}
    reply = requests.post(f"{ISSUER}/oauth/token", data=form, headers=JSON, timeout=30)
    if reply.status_code != 200:
        raise SystemExit(_refusal(reply, grant["code"]))
    jwks = requests.get(f"{ISSUER}/oauth/jwks", headers=JSON, timeout=30)
    if jwks.status_code != 200:
        raise SystemExit(f"{jwks.status_code} from ORCID instead of its keys")
    tokens, keys = reply.json(), KeySet.import_key_set(jwks.json())
    claims = verify_id_token(tokens["id_token"], tokens["access_token"], os.environ["ORCID_NONCE"], keys)
    print("Signed in:", claims.get("name", "(name not public)"), claims["sub"], "by", claims["iss"])
