"""Tokens that the page's cryptography signs verify with the key that is published, as any client does it."""

import base64
import json
from types import SimpleNamespace

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from joserfc import jwt
from joserfc.jwk import KeySet

from pidguide.in_page.web_crypto import WebCryptoSigner

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
SITE = SimpleNamespace(key_id="key")


def encoded(number: bytes) -> str:
    return base64.urlsafe_b64encode(number).rstrip(b"=").decode()


def sign(key: str, text: str) -> str:
    """What web/src/web_crypto.js does, by another library."""
    assert key == "key"
    return encoded(KEY.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))


def public_key(key: str) -> str:
    numbers = KEY.public_key().public_numbers()
    return json.dumps({"n": encoded(numbers.n.to_bytes(256, "big")), "e": encoded(b"\x01\x00\x01")})


def test_a_token_verifies_with_the_published_key() -> None:
    signer = WebCryptoSigner(sign, public_key, lambda promise: promise)
    token = signer.sign(SITE, {"kid": "key", "alg": "RS256"}, b'{"sub": "0000-0002-1825-0097"}')
    published = KeySet.import_key_set({"keys": [{"kty": "RSA", "kid": "key", **signer.public_numbers(SITE)}]})
    assert jwt.decode(token, published, algorithms=["RS256"]).claims == {"sub": "0000-0002-1825-0097"}
