"""Refuse id_tokens that are tampered with, forged, expired, replayed or made for another client."""

import time

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

ISSUER, CLIENT_ID, NONCE = "https://orcid.org", "APP-YOURCLIENT000000", "kept-in-session"


def reason_to_refuse(id_token: str, key: RSAKey) -> str:
    """Return why an id_token must not sign anybody in, "nothing" for a good one.

    https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation
    """
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
    return "nothing"


def _sign(key: RSAKey, **changes: object) -> str:
    good = {"iss": ISSUER, "aud": CLIENT_ID, "nonce": NONCE, "sub": "0000-0002-1825-0097"}
    return jwt.encode({"alg": "RS256"}, {**good, "exp": time.time() + 60, **changes}, key)


if __name__ == "__main__":
    orcids = RSAKey.generate_key(2048)  # a key of our own plays ORCID's here
    head, body, signature = _sign(orcids).split(".")
    _, other_body, _ = _sign(orcids, sub="0009-9000-0000-0010").split(".")
    print("As signed:", reason_to_refuse(f"{head}.{body}.{signature}", orcids))
    print("Tampered with:", reason_to_refuse(f"{head}.{other_body}.{signature}", orcids))
    print("alg none:", reason_to_refuse(f"eyJhbGciOiJub25lIn0.{body}.", orcids))
    print("Another's key:", reason_to_refuse(_sign(RSAKey.generate_key(2048)), orcids))
    print("For another client:", reason_to_refuse(_sign(orcids, aud="APP-ANOTHER"), orcids))
    print("Expired:", reason_to_refuse(_sign(orcids, exp=1), orcids))
    print("Of an old session:", reason_to_refuse(_sign(orcids, nonce="old"), orcids))
