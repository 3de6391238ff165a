"""Signs ORCID's id_tokens through the browser's own cryptography, where there is no `cryptography`."""

import base64
import json
from collections.abc import Callable
from typing import Any


class WebCryptoSigner:
    """Takes the place of `pid_emulator.orcid.oauth.id_tokens.signer`.

    `sign` gets a key's name and a text, and promises the RS256 signature in base64url; `public_key` promises
    the key's `n` and `e` as JSON. `wait` waits for a promise.
    """

    def __init__(
        self, sign: Callable[[str, str], Any], public_key: Callable[[str], Any], wait: Callable[[Any], str]
    ) -> None:
        self._sign, self._public_key, self._wait = sign, public_key, wait

    def public_numbers(self, site: Any) -> dict[str, str]:
        """Return modulus and exponent of a site's key."""
        numbers: dict[str, str] = json.loads(self._wait(self._public_key(site.key_id)))
        return numbers

    def sign(self, site: Any, header: dict[str, str], payload: bytes) -> str:
        """Return a signed token in its compact form (RFC 7515)."""
        signed = f"{_encoded(json.dumps(header).encode())}.{_encoded(payload)}"
        return f"{signed}.{self._wait(self._sign(site.key_id, signed))}"


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
