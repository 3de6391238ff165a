"""OpenID Connect: discovery, keys, id_tokens, userinfo, and a standard client (Authlib's) on all of them."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from authlib.integrations.flask_client import OAuth
from authlib.oidc.core import CodeIDToken
from authlib.oidc.core.util import create_half_hash
from flask import Flask
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError
from joserfc.jwk import KeySet
from werkzeug.test import Client, TestResponse

from pid_emulator import Emulator
from pid_emulator.core import accounts
from pidguide.running import transports

CARBERRY = "0000-0002-1825-0097"
INVALID_TOKEN = '{"error":"access_denied","error-description":"access_token is invalid"}'


def add_carberry(emulator: Emulator, visibility: str = "public") -> None:
    name = {
        "given-names": {"value": "Josiah"},
        "family-name": {"value": "Carberry"},
        "visibility": visibility,
    }
    emulator.world.orcid.add("records", {"orcid-identifier": {"path": CARBERRY}, "person": {"name": name}})


@pytest.fixture
def orcid() -> Emulator:
    emulator = Emulator(built_in_records=False)
    add_carberry(emulator)
    return emulator


def token(emulator: Emulator, *scopes: str, orcid: str | None = CARBERRY) -> str:
    world = emulator.world
    issued = world.orcid.tokens.issue(
        accounts.ORCID_CLIENT_ID, scopes, orcid, world.clock.now(), world.random
    )
    return issued.access_token


def userinfo(emulator: Emulator, access_token: str) -> TestResponse:
    return emulator.request(
        "GET", "https://sandbox.orcid.org/oauth/userinfo", {"Authorization": f"Bearer {access_token}"}
    )


def exchange(
    emulator: Emulator, client_id: str, secret: str, host: str = "sandbox.orcid.org"
) -> dict[str, str]:
    world = emulator.world
    code = world.orcid.tokens.issue_code(
        client_id,
        accounts.ORCID_REDIRECT_URI,
        ("openid",),
        CARBERRY,
        world.clock.now(),
        world.random,
        nonce="n-0S6_WzA2Mj",
    )
    answer = emulator.request(
        "POST",
        f"https://{host}/oauth/token",
        {"Content-Type": "application/x-www-form-urlencoded"},
        urlencode(
            {
                "grant_type": "authorization_code",
                "code": code.code,
                "client_id": client_id,
                "client_secret": secret,
            }
        ),
    )
    assert answer.status_code == 200
    reply: dict[str, str] = answer.json or {}
    return reply


def keys(emulator: Emulator, host: str = "sandbox.orcid.org") -> KeySet:
    return KeySet.import_key_set(json.loads(emulator.request("GET", f"https://{host}/oauth/jwks").text))


@pytest.mark.parametrize("host", ["orcid.org", "sandbox.orcid.org"])
def test_discovery_is_orcids_document_with_its_own_host(orcid: Emulator, host: str) -> None:
    answer = orcid.request("GET", f"https://{host}/.well-known/openid-configuration")
    assert answer.headers["Content-Type"] == "application/json;charset=UTF-8"
    assert set(re.findall(r"https://([a-z.]+)", answer.text)) == {host}
    # ORCID's own has 826 bytes; the sandbox's name is eight letters longer, in five places.
    assert len(answer.data) == 826 + 5 * (len(host) - len("orcid.org"))
    assert answer.text.startswith('{\n  "token_endpoint_auth_signing_alg_values_supported" : [ "RS256" ],\n')


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/oauth/jwks", "/oauth/userinfo"])
def test_any_origin_may_read_them_from_javascript(orcid: Emulator, path: str) -> None:
    url = f"https://orcid.org{path}"
    answer = orcid.request("GET", url, {"Origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "https://example.org"
    assert answer.headers["Access-Control-Allow-Credentials"] == "true"
    assert "Access-Control-Allow-Origin" not in orcid.request("GET", url).headers


def test_the_key_set_has_one_public_key_without_alg(orcid: Emulator) -> None:
    answer = orcid.request("GET", "https://orcid.org/oauth/jwks")
    (key,) = json.loads(answer.text)["keys"]
    assert list(key) == ["kty", "e", "use", "kid", "n"]
    assert (key["kty"], key["e"], key["use"]) == ("RSA", "AQAB", "sig")


@pytest.mark.parametrize("reason", ["none", "unknown", "revoked", "expired", "client only", "scope"])
def test_userinfo_refuses_every_bad_token_alike(orcid: Emulator, reason: str) -> None:
    access_token = "00000000-0000-4000-8000-000000000000"
    if reason == "client only":
        access_token = token(orcid, "/read-public", orcid=None)
    elif reason == "scope":
        access_token = token(orcid, "/read-limited")
    elif reason in ("revoked", "expired"):
        access_token = token(orcid, "openid")
    store = orcid.world.orcid.tokens
    if reason == "revoked":
        store.revoke(store.find(access_token))
    if reason == "expired":
        orcid.world.clock.advance(631138519)
    headers = {} if reason == "none" else {"Authorization": f"Bearer {access_token}"}
    answer = orcid.request("GET", "https://sandbox.orcid.org/oauth/userinfo", headers)
    assert (answer.status_code, answer.text) == (403, INVALID_TOKEN)
    assert "WWW-Authenticate" not in answer.headers


@pytest.mark.parametrize("scope", ["openid", "/authenticate"])
def test_userinfo_tells_the_public_name(orcid: Emulator, scope: str) -> None:
    assert userinfo(orcid, token(orcid, scope)).text == (
        '{"id":"https://sandbox.orcid.org/0000-0002-1825-0097","sub":"0000-0002-1825-0097",'
        '"name":"Josiah Carberry","family_name":"Carberry","given_name":"Josiah"}'
    )


def test_userinfo_takes_the_token_from_a_form_first(orcid: Emulator) -> None:
    answer = orcid.request(
        "POST",
        "https://sandbox.orcid.org/oauth/userinfo",
        {"Authorization": "Bearer wrong", "Content-Type": "application/x-www-form-urlencoded"},
        urlencode({"access_token": token(orcid, "openid")}),
    )
    assert answer.json["sub"] == CARBERRY


def test_a_hidden_name_is_null_in_userinfo_and_no_claim() -> None:
    emulator = Emulator(built_in_records=False)
    add_carberry(emulator, visibility="private")
    hidden = userinfo(emulator, token(emulator, "openid")).json
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


class OrcidIDToken(CodeIDToken):
    """ORCID sends members `amr` as a string; OpenID Connect, and Authlib, want a list."""

    def validate_amr(self) -> None:
        assert self["amr"] in ("pwd", "mfa")


@pytest.fixture
def connected(emulator: Emulator) -> Iterator[Emulator]:
    """The listening emulator, with this process's requests led to it."""
    with transports.emulator(emulator):
        add_carberry(emulator)
        yield emulator


def test_authlibs_client_signs_a_person_in_from_discovery_alone(connected: Emulator) -> None:
    app = Flask(__name__)
    app.secret_key = "for this test only"
    oauth = OAuth(app)
    oauth.register(
        "orcid",
        client_id=accounts.ORCID_CLIENT_ID,
        client_secret=accounts.ORCID_CLIENT_SECRET,
        server_metadata_url="https://sandbox.orcid.org/.well-known/openid-configuration",
        client_kwargs={"scope": "openid", "token_endpoint_auth_method": "client_secret_post"},
    )
    signed_in = {}

    @app.get("/signin")
    def sign_in() -> object:
        return oauth.orcid.authorize_redirect(accounts.ORCID_REDIRECT_URI)

    @app.get("/callback")
    def callback() -> str:
        answer = oauth.orcid.authorize_access_token(claims_cls=OrcidIDToken)
        signed_in.update(answer["userinfo"])
        signed_in["from_userinfo"] = oauth.orcid.userinfo(token=answer)["sub"]
        return "welcome"

    client = app.test_client()
    request_url = client.get("/signin").headers["Location"]
    person = Client(connected.application)
    site = {"base_url": "https://sandbox.orcid.org"}
    path = request_url.removeprefix("https://sandbox.orcid.org")
    person.post("/signin", data={"username": CARBERRY, "password": accounts.ORCID_SIGN_IN_PASSWORD}, **site)
    back = person.post(path, data={"decision": "authorize"}, **site).headers["Location"]
    assert client.get(back.removeprefix("http://127.0.0.1:5000")).text == "welcome"
    assert signed_in["sub"] == signed_in["from_userinfo"] == CARBERRY
