"""Refuse id_tokens that were tampered with, forged, expired or made for another client."""

import base64
import json
import os

import requests
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

ISSUER = "https://sandbox.orcid.org"  # production: https://orcid.org


def reason_to_refuse(id_token: str, keys: KeySet, client_id: str, hours_later: int = 0) -> str:
    """Return why an id_token must not sign anybody in, "nothing" for a good one.

    https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation
    """
    try:
        claims = jwt.decode(id_token, keys, algorithms=["RS256"]).claims
        jwt.JWTClaimsRegistry(
            leeway=-3600 * hours_later,
            iss={"essential": True, "value": ISSUER},
            aud={"essential": True, "value": client_id},
            exp={"essential": True},
        ).validate(claims)
    except JoseError as refusal:
        return str(refusal)
    return "nothing"


if __name__ == "__main__":
    form = {name: os.environ[f"ORCID_{name.upper()}"] for name in ("client_id", "client_secret")}
    form |= {"grant_type": "authorization_code", "code": os.environ["ORCID_AUTHORIZATION_CODE"]}
    accept = {"Accept": "application/json"}
    reply = requests.post(f"{ISSUER}/oauth/token", data=form, headers=accept, timeout=30)
    key_set = requests.get(f"{ISSUER}/oauth/jwks", headers=accept, timeout=30)
    if not (reply.ok and key_set.ok):
        raise SystemExit(f"ORCID refuses: {reply.text}")
    good, keys, me = reply.json()["id_token"], KeySet.import_key_set(key_set.json()), form["client_id"]
    head, _, signature = good.split(".")
    body = json.dumps({"iss": ISSUER, "aud": me, "sub": "another person's iD", "exp": 4102444800})
    forged = base64.urlsafe_b64encode(body.encode()).rstrip(b"=").decode()
    print("As it came:", reason_to_refuse(good, keys, me))
    print("Tampered with:", reason_to_refuse(f"{head}.{forged}.{signature}", keys, me))
    print("alg none:", reason_to_refuse(f"eyJhbGciOiJub25lIn0.{forged}.", keys, me))
    print("For another client:", reason_to_refuse(good, keys, "APP-ANOTHER"))
    print("A day later:", reason_to_refuse(good, keys, me, hours_later=25))
