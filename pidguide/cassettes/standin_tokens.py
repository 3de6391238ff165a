"""Stand-ins for id_tokens: a recording keeps the claims, but no token that a real server signed.

The sample that verifies an id_token must find one that verifies, also in a replay. So a recorded token is
signed anew with a key made for this one cassette and thrown away; the key set (JWKS) answered in the same
cassette carries its public half. Claims that name credentials are scrubbed, `at_hash` fits the placeholder.
"""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pidguide.cassettes import placeholders

if TYPE_CHECKING:
    from joserfc.jwk import RSAKey

KEY_SET = re.compile(r'^\s*\{\s*"keys"\s*:')


class StandInSigner:
    """Signs the stand-ins of one cassette."""

    @cached_property
    def _key(self) -> "RSAKey":
        from joserfc.jwk import RSAKey  # here, because a replay that meets no token need not load it

        return RSAKey.generate_key(2048, {"use": "sig", "kid": placeholders.STAND_IN_KEY_ID})

    def stand_in_for(self, token: str, clean: Callable[[str], str]) -> str:
        """Return a token with the same claims, scrubbed by `clean` and signed by the cassette's own key.

        A token that is one already, or cannot be read, comes back as it is or as a placeholder.
        """
        try:
            header = _decode(token.split(".")[0])
            claims = _decode(token.split(".")[1])
        except ValueError:
            return placeholders.ID_TOKEN
        if header.get("kid") == placeholders.STAND_IN_KEY_ID:
            return token
        claims = json.loads(clean(json.dumps(claims)))
        if "at_hash" in claims:
            claims["at_hash"] = _at_hash(placeholders.ACCESS_TOKEN)
        from joserfc import jwt

        return jwt.encode({"alg": "RS256", "kid": placeholders.STAND_IN_KEY_ID}, claims, self._key)

    def replace_keys(self, body: str) -> str:
        """Return a JWKS answer with the cassette's public key; any other body, or one with it, as it is."""
        if not KEY_SET.search(body):
            return body
        document = json.loads(body)
        if all(key.get("kid") == placeholders.STAND_IN_KEY_ID for key in document["keys"]):
            return body
        public = self._key.as_dict(private=False)
        key = {name: public[name] for name in ("kty", "e", "use", "kid", "n")}
        return json.dumps({**document, "keys": [key]}, separators=(",", ":"))


def _decode(part: str) -> dict[str, Any]:
    decoded: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return decoded


def _at_hash(access_token: str) -> str:
    half = hashlib.sha256(access_token.encode()).digest()[:16]
    return base64.urlsafe_b64encode(half).rstrip(b"=").decode()
