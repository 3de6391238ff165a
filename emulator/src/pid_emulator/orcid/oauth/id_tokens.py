"""OpenID Connect: signs id_tokens and publishes the keys to verify them with."""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from pid_emulator.orcid.oauth import people
from pid_emulator.orcid.permissions.clients import ApiClient
from pid_emulator.orcid.permissions.tokens import Token
from pid_emulator.orcid.sites import Site
from pid_emulator.orcid.world import OrcidWorld

if TYPE_CHECKING:  # it loads cryptography, which only signing needs
    from joserfc.jwk import RSAKey

# A day, as ORCID's text of 2020 and its former source have it; older examples say otherwise.
ID_TOKEN_LIFETIME = 24 * 60 * 60


@cache
def signing_key(site: Site) -> RSAKey:
    """Return the key this process signs a site's id_tokens with; it is made when first asked for."""
    from joserfc.jwk import RSAKey

    return RSAKey.generate_key(2048, {"kid": site.key_id, "use": "sig"})


def key_set(world: OrcidWorld, site: Site) -> dict[str, list[dict[str, Any]]]:
    """Return the JWKS: one public key, and after a rotation the one before, too.

    Keys are without `alg`, their members in ORCID's order.
    """
    rotations = world.orcid.tokens.key_rotations
    published = [_with_key(site, number) for number in range(rotations, max(rotations - 2, -1), -1)]
    return {"keys": [_public_key(each) for each in published]}


def _public_key(site: Site) -> dict[str, Any]:
    public = signer.public_numbers(site)
    return {"kty": "RSA", "e": public["e"], "use": "sig", "kid": site.key_id, "n": public["n"]}


def _with_key(site: Site, rotations: int) -> Site:
    """Return a site with the id of the key that it signs with after so many rotations."""
    return replace(site, key_id=f"{site.key_id}-{rotations}") if rotations else site


class Signer:
    """Signs with RS256. Where there is no `cryptography`, another one takes its place: `id_tokens.signer`."""

    def public_numbers(self, site: Site) -> dict[str, str]:
        """Return modulus and exponent of a site's key, `n` and `e` of RFC 7518."""
        public = signing_key(site).as_dict(private=False)
        return {name: str(public[name]) for name in ("n", "e")}

    def sign(self, site: Site, header: dict[str, str], payload: bytes) -> str:
        """Return a signed token in its compact form."""
        from joserfc import jws

        # Not joserfc's jwt.encode: that adds `typ`, which ORCID's header does not have.
        return jws.serialize_compact(header, payload, signing_key(site), ["RS256"])


signer = Signer()


def sign(
    world: OrcidWorld,
    site: Site,
    client: ApiClient,
    orcid: str,
    *,
    token: Token | None,
    nonce: str | None,
    authenticated_at: datetime,
) -> str:
    """Return an id_token about the person `orcid` for `client`.

    `token` is the access token handed over with it, if there is one; `at_hash` fits it.
    """
    now = int(world.clock.now().timestamp())
    claims: dict[str, Any] = {
        "aud": client.client_id,
        "sub": orcid,
        "auth_time": int(authenticated_at.timestamp()),
        "iss": site.issuer,
        "exp": now + ID_TOKEN_LIFETIME,
        "iat": now,
        "jti": str(uuid.UUID(int=world.random.getrandbits(128), version=4)),
    }
    if client.is_member:
        claims["amr"] = "pwd"
    if nonce:
        claims["nonce"] = nonce
    if token is not None:
        claims["at_hash"] = _half_hash(token.access_token)
    known = people.names(world.orcid.find(orcid))
    for claim, name in (
        ("given_name", known.given),
        ("family_name", known.family),
        ("name", known.display),
    ):
        if name:
            claims[claim] = name
    site = _with_key(site, world.orcid.tokens.key_rotations)
    return signer.sign(site, {"kid": site.key_id, "alg": "RS256"}, json.dumps(claims).encode())


def _half_hash(access_token: str) -> str:
    half = hashlib.sha256(access_token.encode("ascii")).digest()[:16]
    return base64.urlsafe_b64encode(half).rstrip(b"=").decode()
