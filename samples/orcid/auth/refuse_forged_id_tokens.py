"""Refuse forged, expired and replayed id_tokens."""

import time

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

ISSUER, CLIENT_ID, NONCE = "https://orcid.org", "APP-YOURCLIENT000000", "in-session"


def reason_to_refuse(id_token: str, key: RSAKey) -> str:
    """Return why an id_token must not sign anybody in, "nothing" for a good one.

    https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation
    """
    # region excerpt
    try:
        claims = jwt.decode(id_token, key, algorithms=["RS256"]).claims
        jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": ISSUER},
            aud={"essential": True, "value": CLIENT_ID},
            exp={"essential": True},
            nonce={"essential": True, "value": NONCE},
        ).validate(claims)
    except JoseError as refusal:
        return str(refusal).rstrip(": ")
    # endregion
    return "nothing"


def _sign(key: RSAKey, **changes: object) -> str:
    good = {"iss": ISSUER, "aud": CLIENT_ID, "nonce": NONCE, "exp": time.time() + 60}
    return jwt.encode({"alg": "RS256"}, {**good, **changes}, key)


if __name__ == "__main__":
    key = RSAKey.generate_key(2048)  # a key of our own plays ORCID's here
    head, body, signature = _sign(key).split(".")
    other_body = _sign(key, sub="0009-9000-0000-0010").split(".")[1]
    print("as signed:", reason_to_refuse(_sign(key), key))
    print("tampered with:", reason_to_refuse(f"{head}.{other_body}.{signature}", key))
    print("alg none:", reason_to_refuse(f"eyJhbGciOiJub25lIn0.{body}.", key))
    print("another's key:", reason_to_refuse(_sign(RSAKey.generate_key(2048)), key))
    print("another client's:", reason_to_refuse(_sign(key, aud="APP-ANOTHER"), key))
    print("expired:", reason_to_refuse(_sign(key, exp=1), key))
    print("replayed:", reason_to_refuse(_sign(key, nonce="old"), key))
