"""ORCID's OAuth and OpenID Connect addresses, and a standard client (Authlib's) on all of them."""

import re
from urllib.parse import urlencode

import pytest
from authlib.integrations.flask_client import OAuth
from authlib.oidc.core import CodeIDToken
from flask import Flask
from werkzeug.test import Client

from pid_emulator import Emulator
from pid_emulator.core import accounts
from support.orcid_oauth import CLIENT, FORM, add_carberry, ask_for_token, issue_token, userinfo
from support.orcid_people import CARBERRY

INVALID_TOKEN = '{"error":"access_denied","error-description":"access_token is invalid"}'


@pytest.mark.parametrize(
    ("content_type", "shown"),
    [("application/json", "application/json"), ("text/plain; charset=UTF-8", "text/plain; charset=UTF-8")],
)
def test_a_body_that_is_no_form_gets_an_html_page(orcid: Emulator, content_type: str, shown: str) -> None:
    answer = orcid.request(
        "POST", "https://sandbox.orcid.org/oauth/token", {"Content-Type": content_type}, "{}"
    )
    assert answer.status_code == 415
    assert answer.headers["Content-Type"] == "text/html;charset=utf-8"
    assert answer.headers["Accept"] == FORM
    assert f"Content-Type '{shown}' is not supported." in answer.text


def test_get_is_answered_like_a_missing_content_type(orcid: Emulator) -> None:
    answer = orcid.request("GET", "https://sandbox.orcid.org/oauth/token")
    assert answer.status_code == 415
    assert "Content-Type 'null' is not supported." in answer.text


@pytest.mark.parametrize(
    ("form", "status", "body"),
    [
        ({}, 400, '{"error":"unsupported_grant_type","error_description":"grant_type is missing"}'),
        (
            {"grant_type": "client_credentials"},
            401,
            '{"error":"invalid_request","error_description":"client_id is required"}',
        ),
        (
            {"grant_type": "client_credentials", "client_id": "APP-NOBODY"},
            401,
            '{"error":"invalid_request","error_description":"client_secret is required"}',
        ),
        (
            {"grant_type": "refresh_token", **CLIENT, "refresh_token": " "},
            401,
            '{"error":"invalid_request","error_description":"refresh_token is required"}',
        ),
        (
            {"grant_type": "client_credentials", "client_id": "APP-NOBODY", "client_secret": "none"},
            401,
            '{"error_description":"Client authentication failed","error":"invalid_client"}',
        ),
        (
            {"grant_type": "client_credentials", **CLIENT, "client_secret": "wrong"},
            401,
            '{"error_description":"Client authentication failed","error":"invalid_client"}',
        ),
    ],
)
def test_refusals_come_word_for_word_and_in_order(
    orcid: Emulator, form: dict[str, str], status: int, body: str
) -> None:
    answer = ask_for_token(orcid, **form)
    assert (answer.status_code, answer.text) == (status, body)
    assert answer.headers["Content-Type"] == "application/json;charset=UTF-8"


def test_token_exchange_is_withdrawn(orcid: Emulator) -> None:
    exchange = "urn:ietf:params:oauth:grant-type:token-exchange"
    missing = ask_for_token(orcid, grant_type=exchange, **CLIENT)
    assert missing.json["error_description"] == "subject_token is required"
    id_token_type = "urn:ietf:params:oauth:token-type:id_token"
    answer = ask_for_token(
        orcid,
        grant_type=exchange,
        subject_token="any",
        subject_token_type=id_token_type,
        requested_token_type=id_token_type,
        **CLIENT,
    )
    assert (answer.status_code, answer.json["error"]) == (400, "unsupported_grant_type")


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
    before = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    preflight = orcid.request("OPTIONS", url, {**before, "Access-Control-Request-Headers": "authorization"})
    assert preflight.headers["Access-Control-Allow-Origin"] == "https://example.org"
    assert "Authorization" in preflight.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("path", ["/oauth/token", "/oauth/revoke"])
def test_no_page_of_another_origin_may_ask_for_tokens(orcid: Emulator, path: str) -> None:
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    preflight = orcid.request("OPTIONS", f"https://orcid.org{path}", headers)
    assert not [name for name, _ in preflight.headers if name.startswith("Access-Control-")]


@pytest.mark.parametrize("reason", ["none", "unknown", "revoked", "expired", "client only", "scope"])
def test_userinfo_refuses_every_bad_token_alike(orcid: Emulator, reason: str) -> None:
    access_token = "00000000-0000-4000-8000-000000000000"
    if reason == "client only":
        access_token = issue_token(orcid, "/read-public", orcid=None)
    elif reason == "scope":
        access_token = issue_token(orcid, "/read-limited")
    elif reason in ("revoked", "expired"):
        access_token = issue_token(orcid, "openid")
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
    assert userinfo(orcid, issue_token(orcid, scope)).text == (
        '{"id":"https://sandbox.orcid.org/0000-0002-1825-0097","sub":"0000-0002-1825-0097",'
        '"name":"Josiah Carberry","family_name":"Carberry","given_name":"Josiah"}'
    )


def test_userinfo_takes_the_token_from_a_form_first(orcid: Emulator) -> None:
    answer = orcid.request(
        "POST",
        "https://sandbox.orcid.org/oauth/userinfo",
        {"Authorization": "Bearer wrong", "Content-Type": "application/x-www-form-urlencoded"},
        urlencode({"access_token": issue_token(orcid, "openid")}),
    )
    assert answer.json["sub"] == CARBERRY


class OrcidIDToken(CodeIDToken):
    """ORCID sends members `amr` as a string; OpenID Connect, and Authlib, want a list."""

    def validate_amr(self) -> None:
        assert self["amr"] in ("pwd", "mfa")


@pytest.fixture
def connected(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """The listening emulator as the proxy of this process's requests, for every host and over TLS."""
    proxy = f"http://127.0.0.1:{emulator.plain_port}"
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, proxy)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(emulator.ca_file))
    add_carberry(emulator)
    return emulator


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
