"""What stands in a cassette for a signed token can be verified there."""

import json

from joserfc import jwt
from joserfc.jwk import RSAKey

from pidguide.cassettes import placeholders, standin_tokens
from tests.support.planted_secrets import JWT


def test_a_stand_in_for_an_id_token_verifies_with_the_cassettes_own_key() -> None:
    signer = standin_tokens.StandInSigner()
    token = signer.stand_in_for(JWT, lambda text: text)
    keys = json.loads(signer.replace_keys('{"keys":[{"kty":"RSA"}]}'))["keys"]
    decoded = jwt.decode(token, RSAKey.import_key(keys[0]), algorithms=["RS256"])
    assert decoded.claims == {"sub": "0000-0002-1825-0097", "aud": "x"}
    assert keys[0]["kid"] == placeholders.STAND_IN_KEY_ID
