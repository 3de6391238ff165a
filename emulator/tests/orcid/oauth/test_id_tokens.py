"""ORCID's id_tokens, verified with its published keys."""

import json

import pytest
from authlib.oidc.core.util import create_half_hash
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError

from pid_emulator import Emulator
from pid_emulator.core import accounts
from support.empty_emulator import empty_emulator
from support.orcid_oauth import add_carberry, exchange, issue_token, keys, userinfo
from support.orcid_people import CARBERRY


def test_the_key_set_has_one_public_key_without_alg(orcid: Emulator) -> None:
    answer = orcid.request("GET", "https://orcid.org/oauth/jwks")
    (key,) = json.loads(answer.text)["keys"]
    assert list(key) == ["kty", "e", "use", "kid", "n"]
    assert (key["kty"], key["e"], key["use"]) == ("RSA", "AQAB", "sig")


def test_after_a_rotation_new_tokens_have_a_new_key_and_the_one_before_still_verifies() -> None:
    emulator = empty_emulator()
    add_carberry(emulator)
    client = (accounts.ORCID_CLIENT_ID, accounts.ORCID_CLIENT_SECRET)
    cached, old = keys(emulator), exchange(emulator, *client)["id_token"]
    assert emulator.request("POST", "https://127.0.0.1/keys/rotate").status_code == 204
    new = exchange(emulator, *client)["id_token"]
    with pytest.raises(InvalidKeyIdError):
        jwt.decode(new, cached, ["RS256"])
    for id_token in (old, new):
        assert jwt.decode(id_token, keys(emulator), ["RS256"]).claims["sub"] == CARBERRY
    emulator.request("POST", "https://127.0.0.1/keys/rotate")
    with pytest.raises(InvalidKeyIdError):
        jwt.decode(old, keys(emulator), ["RS256"])
    emulator.reset()
    assert keys(emulator).as_dict() == cached.as_dict()


def test_a_hidden_name_is_null_in_userinfo_and_no_claim() -> None:
    emulator = empty_emulator()
    add_carberry(emulator, visibility="private")
    hidden = userinfo(emulator, issue_token(emulator, "openid")).json
    assert (hidden["name"], hidden["given_name"], hidden["family_name"]) == (None, None, None)
    reply = exchange(emulator, accounts.ORCID_CLIENT_ID, accounts.ORCID_CLIENT_SECRET)
    claims = jwt.decode(reply["id_token"], keys(emulator), ["RS256"]).claims
    assert not {"name", "given_name", "family_name"} & set(claims)


def test_an_id_token_has_orcids_header_and_claims(orcid: Emulator) -> None:
    reply = exchange(orcid, accounts.ORCID_CLIENT_ID, accounts.ORCID_CLIENT_SECRET)
    decoded = jwt.decode(reply["id_token"], keys(orcid), ["RS256"])
    assert set(decoded.header) == {"kid", "alg"}
    claims = decoded.claims
    assert (claims["iss"], claims["aud"], claims["sub"]) == (
        "https://sandbox.orcid.org",
        accounts.ORCID_CLIENT_ID,
        CARBERRY,
    )
    assert claims["nonce"] == "n-0S6_WzA2Mj"
    assert claims["exp"] - claims["iat"] == 24 * 60 * 60
    assert claims["at_hash"] == create_half_hash(reply["access_token"], "RS256").decode()
    assert (claims["name"], claims["amr"]) == ("Josiah Carberry", "pwd")
    assert "email" not in claims


def test_a_public_client_is_not_told_how_the_person_signed_in(orcid: Emulator) -> None:
    reply = exchange(orcid, accounts.ORCID_PUBLIC_CLIENT_ID, accounts.ORCID_PUBLIC_CLIENT_SECRET)
    assert "amr" not in jwt.decode(reply["id_token"], keys(orcid), ["RS256"]).claims


def test_the_sandbox_and_production_sign_with_different_keys(orcid: Emulator) -> None:
    reply = exchange(orcid, accounts.ORCID_CLIENT_ID, accounts.ORCID_CLIENT_SECRET, "orcid.org")
    assert (
        jwt.decode(reply["id_token"], keys(orcid, "orcid.org"), ["RS256"]).claims["iss"]
        == "https://orcid.org"
    )
    with pytest.raises(InvalidKeyIdError):
        jwt.decode(reply["id_token"], keys(orcid), ["RS256"])
