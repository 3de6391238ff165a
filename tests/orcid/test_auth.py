"""What readers rely on when they copy the samples of docs/orcid/auth.md: forgeries are refused."""

import base64
import json
import runpy
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from flask.testing import FlaskClient
from joserfc import jwk, jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from werkzeug.test import Client

from pid_emulator import Emulator
from pid_emulator.core import accounts
from pid_emulator.orcid.oauth import id_tokens
from pid_emulator.orcid.sites import SANDBOX
from pidguide.running import transports
from pidguide.samples.excerpt import without_marks
from tests.support.orcid_schemas import needs_orcid_schemas

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "orcid" / "auth"
SITE = "https://sandbox.orcid.org"
PAST_EXPIRY = 24 * 60 * 60 + 61  # the id_token's day, and the minute that clocks may differ


@pytest.fixture
def connected(emulator: Emulator) -> Iterator[Emulator]:
    """The listening emulator, with this process's requests and environment led to it."""
    with transports.emulator(emulator):
        yield emulator


def load(sample: str) -> dict[str, Any]:
    """Run a sample's definitions, not its example."""
    return runpy.run_path(str(SAMPLES / f"{sample}.py"))


class SignIn:
    """One person's finished sign-in: tokens, keys, and the means to forge id_tokens."""

    def __init__(self, emulator: Emulator) -> None:
        granted = emulator.environment()
        answer = requests.post(
            f"{SITE}/oauth/token",
            data={
                "client_id": granted["ORCID_CLIENT_ID"],
                "client_secret": granted["ORCID_CLIENT_SECRET"],
                "grant_type": "authorization_code",
                "code": granted["ORCID_AUTHORIZATION_CODE"],
            },
            timeout=5,
        )
        self.tokens: dict[str, str] = answer.json()
        self.nonce = granted["ORCID_NONCE"]
        self.keys = KeySet.import_key_set(requests.get(f"{SITE}/oauth/jwks", timeout=5).json())
        self.head, self.body, self.signature = self.tokens["id_token"].split(".")

    def claims(self, **changes: Any) -> bytes:
        read = json.loads(base64.urlsafe_b64decode(self.body + "=="))
        return json.dumps({**read, **changes}).encode()

    def signed(self, key: Any = None, alg: str = "RS256", **changes: Any) -> str:
        """Sign other claims, with the emulator's own key unless another is given."""
        header = {"alg": alg, "kid": SANDBOX.key_id}
        return jws.serialize_compact(
            header, self.claims(**changes), key or id_tokens.signing_key(SANDBOX), [alg]
        )


@pytest.fixture
def signed_in(connected: Emulator) -> SignIn:
    return SignIn(connected)


@pytest.fixture
def verify(connected: Emulator) -> Callable[..., dict[str, Any]]:
    function: Callable[..., dict[str, Any]] = load("verify_id_token")["verify_id_token"]
    return function


def encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def test_a_tampered_id_token_is_refused(signed_in: SignIn, verify: Callable[..., Any]) -> None:
    forged = encoded(signed_in.claims(sub="0009-9000-0000-0010"))
    with pytest.raises(JoseError):
        verify(
            f"{signed_in.head}.{forged}.{signed_in.signature}",
            signed_in.tokens["access_token"],
            signed_in.nonce,
            signed_in.keys,
        )


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE"])
def test_an_unsigned_id_token_is_refused(
    signed_in: SignIn, verify: Callable[..., Any], algorithm: str
) -> None:
    head = encoded(json.dumps({"alg": algorithm, "kid": SANDBOX.key_id}).encode())
    with pytest.raises(JoseError):
        verify(
            f"{head}.{signed_in.body}.",
            signed_in.tokens["access_token"],
            signed_in.nonce,
            signed_in.keys,
        )


def test_an_id_token_signed_with_the_public_key_as_a_secret_is_refused(
    signed_in: SignIn, verify: Callable[..., Any]
) -> None:
    public = id_tokens.signing_key(SANDBOX).as_pem(private=False)
    forged = signed_in.signed(jwk.OctKey.import_key(encoded(public)), "HS256")
    with pytest.raises(JoseError):
        verify(forged, signed_in.tokens["access_token"], signed_in.nonce, signed_in.keys)


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "APP-ANOTHER"},
        {"aud": None},
        {"iss": "https://orcid.org"},
        {"exp": 1},
        {"exp": None},
        {"nonce": "another session's"},
        {"nonce": None},
        {"sub": None},
        {"at_hash": "bm90LXRoaXMtdG9rZW4"},
    ],
)
def test_an_id_token_for_something_else_is_refused(
    signed_in: SignIn, verify: Callable[..., Any], changes: dict[str, Any]
) -> None:
    with pytest.raises(JoseError):
        verify(
            signed_in.signed(**changes),
            signed_in.tokens["access_token"],
            signed_in.nonce,
            signed_in.keys,
        )


def test_an_id_token_of_another_access_token_is_refused(
    signed_in: SignIn, verify: Callable[..., Any]
) -> None:
    with pytest.raises(JoseError):
        verify(signed_in.tokens["id_token"], "another-token", signed_in.nonce, signed_in.keys)


def test_an_id_token_expires(
    signed_in: SignIn, verify: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    later = time.time() + PAST_EXPIRY
    monkeypatch.setattr(time, "time", lambda: later)
    with pytest.raises(JoseError):
        verify(
            signed_in.tokens["id_token"],
            signed_in.tokens["access_token"],
            signed_in.nonce,
            signed_in.keys,
        )


def test_an_id_token_without_at_hash_signs_in(signed_in: SignIn, verify: Callable[..., Any]) -> None:
    """ORCID's documented id_token has none."""
    claims = json.loads(signed_in.claims())
    del claims["at_hash"]
    header, key = {"alg": "RS256", "kid": SANDBOX.key_id}, id_tokens.signing_key(SANDBOX)
    id_token = jws.serialize_compact(header, json.dumps(claims).encode(), key, ["RS256"])
    verified = verify(id_token, signed_in.tokens["access_token"], signed_in.nonce, signed_in.keys)
    assert verified["sub"] == accounts.ORCID_ID


def test_a_good_id_token_signs_in(signed_in: SignIn, verify: Callable[..., Any]) -> None:
    claims = verify(
        signed_in.tokens["id_token"],
        signed_in.tokens["access_token"],
        signed_in.nonce,
        signed_in.keys,
    )
    assert claims["sub"] == accounts.ORCID_ID


def test_a_failing_key_set_does_not_print_the_tokens(
    connected: Emulator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real, seen = requests.get, []

    def no_keys(address: str, **options: Any) -> requests.Response:
        answer = real(address, **options)
        answer.status_code = 503
        return answer

    def exchange(address: str, **options: Any) -> requests.Response:
        seen.append(post(address, **options))
        return seen[-1]

    post = requests.post
    monkeypatch.setattr(requests, "get", no_keys)
    monkeypatch.setattr(requests, "post", exchange)
    with pytest.raises(SystemExit) as stopped:
        runpy.run_path(str(SAMPLES / "verify_id_token.py"), run_name="__main__")
    assert seen[0].json()["access_token"] not in f"{stopped.value}{capsys.readouterr().out}"
    assert "503" in str(stopped.value)


@pytest.mark.parametrize(
    ("callback", "expected_state"),
    [
        ("?code=the-code&state=forged", "mine"),
        ("?code=the-code", "mine"),
        ("?code=the-code&state=", "mine"),
        ("?code=the-code&state=mine", None),
        ("?code=the-code&state=", ""),
        ("?error=access_denied&state=forged", "mine"),
        ("#error=invalid_scope", "mine"),
        ("#login_required", "mine"),
        ("?error=login_required", "mine"),
        ("", "mine"),
    ],
)
def test_a_callback_that_was_not_asked_for_brings_no_code(callback: str, expected_state: str | None) -> None:
    with pytest.raises(ValueError, match=r"state|refused"):
        load("read_callback")["read_callback"](f"http://127.0.0.1:5000/callback{callback}", expected_state)


def test_a_denial_is_told_from_a_fault() -> None:
    read_callback = load("read_callback")["read_callback"]
    with pytest.raises(PermissionError):
        read_callback("/callback?error=access_denied&state=mine", "mine")
    assert read_callback("/callback?code=the-code&state=mine", "mine") == "the-code"


@pytest.fixture
def application(connected: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """The sign-in application's own client, with its database in a folder of this test."""
    return open_application(tmp_path, monkeypatch)


def open_application(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **settings: str) -> FlaskClient:
    """Start the sign-in application with these environment variables."""
    for name, value in {"DATABASE": str(tmp_path / "people.sqlite"), **settings}.items():
        monkeypatch.setenv(name, value)
    client: FlaskClient = load("sign_in_application")["app"].test_client()
    return client


def decide(emulator: Emulator, address: str, decision: str) -> str:
    """Sign in at ORCID as Josiah Carberry, press a button, and return where that leads in the application."""
    person = Client(emulator.application)
    at_orcid: dict[str, Any] = {"base_url": SITE}
    person.post(
        "/signin",
        data={"username": accounts.ORCID_ID, "password": accounts.ORCID_SIGN_IN_PASSWORD},
        **at_orcid,
    )
    answer = person.post(address.removeprefix(SITE), data={"decision": decision}, **at_orcid)
    return answer.headers["Location"].removeprefix("http://127.0.0.1:5000")


def start(application: FlaskClient) -> str:
    """Press "Sign in with ORCID" and return ORCID's address."""
    location: str = application.get("/signin", base_url="http://127.0.0.1:5000").headers["Location"]
    return location


@pytest.mark.parametrize("state", ["", "&state=", "&state=forged"])
def test_the_application_refuses_a_forged_callback(
    connected: Emulator, application: FlaskClient, state: str
) -> None:
    back = decide(connected, start(application), "authorize")
    code = parse_qs(urlsplit(back).query)["code"][0]
    answer = application.get(f"/callback?code={code}{state}", base_url="http://127.0.0.1:5000")
    assert answer.status_code == 400
    assert 'id="connect"' in application.get("/").text


def test_a_callback_in_another_browser_signs_nobody_in(connected: Emulator, application: FlaskClient) -> None:
    back = decide(connected, start(application), "authorize")
    stranger = application.application.test_client()
    assert stranger.get(back, base_url="http://127.0.0.1:5000").status_code == 400


def test_the_application_refuses_an_id_token_that_is_not_orcids(
    connected: Emulator, application: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = decide(connected, start(application), "authorize")
    attackers = jwk.RSAKey.generate_key(2048, {"kid": SANDBOX.key_id})
    monkeypatch.setattr(id_tokens, "signing_key", lambda site: attackers)
    monkeypatch.setattr(id_tokens, "key_set", lambda world, site: {"keys": []})
    answer = application.get(back, base_url="http://127.0.0.1:5000")
    assert answer.status_code == 400
    assert 'id="connect"' in application.get("/").text


@pytest.mark.parametrize(
    "changes",
    [
        {"at_hash": "bm90LXRoaXMtdG9rZW4"},
        {"aud": "APP-ANOTHER"},
        {"nonce": "another session's"},
        {"iss": "https://orcid.org"},
        {"exp": 1},
    ],
)
def test_the_application_refuses_an_id_token_for_something_else(
    connected: Emulator, application: FlaskClient, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any]
) -> None:
    """Signed by ORCID, and all right but for one claim."""
    back = decide(connected, start(application), "authorize")
    sign = id_tokens.sign

    def sign_something_else(world: Any, site: Any, *rest: Any, **named: Any) -> str:
        claims = json.loads(base64.urlsafe_b64decode(sign(world, site, *rest, **named).split(".")[1] + "=="))
        header = {"kid": site.key_id, "alg": "RS256"}
        body = json.dumps({**claims, **changes}).encode()
        return jws.serialize_compact(header, body, id_tokens.signing_key(site), ["RS256"])

    monkeypatch.setattr(id_tokens, "sign", sign_something_else)
    answer = application.get(back, base_url="http://127.0.0.1:5000")
    assert (answer.status_code, 'id="refusal"' in answer.text) == (400, True)
    assert 'id="connect"' in application.get("/").text


def test_the_application_refuses_an_answer_without_an_id_token(
    connected: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = open_application(tmp_path, monkeypatch, ORCID_SCOPES="/authenticate")
    back = decide(connected, start(application), "authorize")
    answer = application.get(back, base_url="http://127.0.0.1:5000")
    assert (answer.status_code, "scope openid" in answer.text) == (400, True)
    assert 'id="connect"' in application.get("/").text


def test_the_applications_cookie_is_lax_and_hidden_from_scripts(
    connected: Emulator, application: FlaskClient
) -> None:
    cookie = application.get("/signin", base_url="http://127.0.0.1:5000").headers["Set-Cookie"]
    assert "SameSite=Lax" in cookie and "HttpOnly" in cookie


def test_denying_leads_back_to_the_button(connected: Emulator, application: FlaskClient) -> None:
    back = decide(connected, start(application), "deny")
    answer = application.get(back, base_url="http://127.0.0.1:5000")
    assert (answer.status_code, "did not grant" in answer.text) == (200, True)


def test_the_application_links_the_authenticated_id(
    connected: Emulator, application: FlaskClient, tmp_path: Path
) -> None:
    address = start(application)
    asked = parse_qs(urlsplit(address).query)
    assert {"state", "nonce", "scope", "redirect_uri"} <= set(asked)
    back = decide(connected, address, "authorize")
    welcome = application.get(back, base_url="http://127.0.0.1:5000", follow_redirects=True)
    assert f"{SITE}/{accounts.ORCID_ID}" in welcome.text
    with sqlite3.connect(tmp_path / "people.sqlite") as people:
        (row,) = people.execute("SELECT orcid, scope, access_token, refresh_token FROM person").fetchall()
    assert row == (accounts.ORCID_ID, "openid", "", "")
    assert asked["scope"] == ["openid"]


def test_a_members_application_keeps_the_tokens_it_needs(
    connected: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = open_application(tmp_path, monkeypatch, ORCID_SCOPES="openid /activities/update")
    back = decide(connected, start(application), "authorize")
    assert application.get(back, base_url="http://127.0.0.1:5000").status_code == 302
    with sqlite3.connect(tmp_path / "people.sqlite") as people:
        ((scope, token),) = people.execute("SELECT scope, access_token FROM person").fetchall()
    assert scope == "openid /activities/update"
    assert connected.world.orcid.tokens.find(token) is not None


def test_a_new_pair_of_tokens_is_asked_for_without_an_empty_scope(
    connected: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, str]] = []
    post = requests.post

    def listen(address: str, **options: Any) -> requests.Response:
        sent.append(options["data"])
        return post(address, **options)

    monkeypatch.setattr(requests, "post", listen)
    refresh = load("tokens/refresh_token")["refresh"]
    first = refresh(connected.environment()["ORCID_REFRESH_TOKEN"])
    refresh(first["refresh_token"], "/read-limited")
    assert ["scope" in form for form in sent] == [False, True]


@pytest.mark.parametrize("sample", ["tokens/diagnose_token", "code_errors"])
def test_an_answer_that_is_not_json_is_told(sample: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object, **__: object) -> requests.Response:
        answer = requests.Response()
        answer.status_code, answer._content = 429, b"Too Many Requests."
        return answer

    monkeypatch.setattr(requests, "get", busy)
    monkeypatch.setattr(requests, "post", busy)
    monkeypatch.setenv("ORCID_CLIENT_ID", "x")
    monkeypatch.setenv("ORCID_CLIENT_SECRET", "x")
    function = load(sample)["diagnose" if sample == "tokens/diagnose_token" else "exchange"]
    assert "429" in function("a-token-or-code", "https://example.org/")


def test_the_application_is_short() -> None:
    """Signing out and disconnecting included, at 88 columns."""
    listing = without_marks((SAMPLES / "sign_in_application.py").read_text(encoding="utf-8"))
    assert len(listing.splitlines()) < 145


HOME = "http://127.0.0.1:5000"


def sign_in_as_member(emulator: Emulator, application: FlaskClient) -> None:
    back = decide(emulator, start(application), "authorize")
    assert application.get(back, base_url=HOME).status_code == 302


def kept_tokens(tmp_path: Path) -> list[str]:
    with sqlite3.connect(tmp_path / "people.sqlite") as people:
        return [token for (token,) in people.execute("SELECT access_token FROM person")]


def test_a_second_sign_in_throws_no_pair_away(
    connected: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first pair stays valid at ORCID: who does not keep it cannot give it back."""
    application = open_application(tmp_path, monkeypatch, ORCID_SCOPES="openid /activities/update")
    for _ in range(2):
        sign_in_as_member(connected, application)
    tokens = kept_tokens(tmp_path)
    assert len(set(tokens)) == 2
    assert all(connected.world.orcid.tokens.find(token) for token in tokens)


def test_disconnecting_revokes_all_and_forgets(
    connected: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = open_application(tmp_path, monkeypatch, ORCID_SCOPES="openid /activities/update")
    for _ in range(2):
        sign_in_as_member(connected, application)
    tokens = kept_tokens(tmp_path)
    assert application.post("/disconnect", base_url=HOME).status_code == 302
    for token in tokens:
        with pytest.raises(PermissionError):
            load("userinfo")["fetch_userinfo"](token)
    assert kept_tokens(tmp_path) == []
    assert 'id="connect"' in application.get("/", base_url=HOME).text


def test_what_could_not_be_revoked_is_kept(
    connected: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = open_application(tmp_path, monkeypatch, ORCID_SCOPES="openid /activities/update")
    sign_in_as_member(connected, application)

    def away(*_: object, **__: object) -> requests.Response:
        raise requests.ConnectionError

    monkeypatch.setattr(requests, "post", away)
    assert application.post("/disconnect", base_url=HOME).status_code == 502
    assert len(kept_tokens(tmp_path)) == 1


def test_signing_out_keeps_the_permission(
    connected: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = open_application(tmp_path, monkeypatch, ORCID_SCOPES="openid /activities/update")
    sign_in_as_member(connected, application)
    application.post("/signout", base_url=HOME)
    assert 'id="connect"' in application.get("/", base_url=HOME).text
    (token,) = kept_tokens(tmp_path)
    assert load("userinfo")["fetch_userinfo"](token)["sub"] == accounts.ORCID_ID


@pytest.mark.parametrize("path", ["/signout", "/disconnect"])
def test_a_link_signs_nobody_out(connected: Emulator, application: FlaskClient, path: str) -> None:
    assert application.get(path, base_url=HOME).status_code == 405


def test_behind_a_proxy_orcid_is_told_the_address_that_browsers_see(
    connected: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy speaks plain HTTP to the application, by a name of its own."""
    application = open_application(tmp_path, monkeypatch, BASE_URL="https://app.example.org")
    answer = application.get("/signin", base_url="http://10.0.0.7:8000")
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked["redirect_uri"] == ["https://app.example.org/callback"]
    assert "Secure" in answer.headers["Set-Cookie"]


def test_without_tls_the_cookie_is_one_that_browsers_send(
    connected: Emulator, application: FlaskClient
) -> None:
    assert "Secure" not in application.get("/signin", base_url=HOME).headers["Set-Cookie"]


def test_revoking_one_pair_leaves_the_others(connected: Emulator) -> None:
    refresh, fetch_userinfo = load("tokens/refresh_token")["refresh"], load("userinfo")["fetch_userinfo"]
    first = refresh(connected.environment()["ORCID_REFRESH_TOKEN"])
    second = refresh(first["refresh_token"])
    load("tokens/revoke_token")["revoke"](first["access_token"])
    with pytest.raises(PermissionError):
        fetch_userinfo(first["access_token"])
    assert fetch_userinfo(second["access_token"])["sub"] == accounts.ORCID_ID


def test_what_says_nothing_about_the_token_is_no_reason_to_drop_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object, **__: object) -> requests.Response:
        answer = requests.Response()
        answer.status_code, answer._content = 503, b"Service Unavailable"
        return answer

    monkeypatch.setattr(requests, "get", busy)
    with pytest.raises(RuntimeError, match="503 from ORCID: try again later"):
        load("store/next_step")["next_step"](accounts.ORCID_ID, "a-token")


def test_the_authorization_url_is_one_that_orcid_accepts(connected: Emulator) -> None:
    url = load("authorization_url")["authorization_url"](
        accounts.ORCID_CLIENT_ID, ["openid", "/read-limited"], "st&te", "n", prompt="login"
    )
    back = decide(connected, url.replace("&prompt=login", ""), "authorize")
    assert parse_qs(urlsplit(back).query)["state"] == ["st&te"]
    assert urlencode({"redirect_uri": accounts.ORCID_REDIRECT_URI}) in url
    assert "openid%20%2Fread-limited" in url


@needs_orcid_schemas
def test_the_requests_that_python_orcid_documents_work(connected: Emulator) -> None:
    """The sequence of PyPI's client `orcid` 1.0.3, as its source sends it, on today's API version."""
    granted = connected.environment()
    client = {"client_id": granted["ORCID_CLIENT_ID"], "client_secret": granted["ORCID_CLIENT_SECRET"]}
    accept = {"Accept": "application/json"}
    own = requests.post(
        "https://pub.sandbox.orcid.org/oauth/token",
        data={**client, "scope": "/read-public", "grant_type": "client_credentials"},
        headers=accept,
        timeout=5,
    ).json()["access_token"]
    persons = requests.post(
        "https://api.sandbox.orcid.org/oauth/token",
        data={
            **client,
            "grant_type": "authorization_code",
            "code": granted["ORCID_AUTHORIZATION_CODE"],
            "redirect_uri": accounts.ORCID_REDIRECT_URI,
        },
        headers=accept,
        timeout=5,
    ).json()
    assert persons["orcid"] == accounts.ORCID_ID

    def headers(token: str) -> dict[str, str]:
        kind = "application/orcid+json"
        return {"Accept": kind, "Content-Type": kind, "Authorization": f"Bearer {token}"}

    found = requests.get(
        "https://pub.sandbox.orcid.org/v3.0/search/?defType=lucene&q=family-name:Carberry&start=0&rows=10",
        headers=headers(own),
        timeout=5,
    ).json()
    assert [each["orcid-identifier"]["path"] for each in found["result"]] == [accounts.ORCID_ID]
    work = {
        "title": {"title": {"value": "API Test Title"}},
        "type": "journal-article",
        "external-ids": {
            "external-id": [
                {
                    "external-id-value": "10.5555/python-orcid",
                    "external-id-type": "doi",
                    "external-id-relationship": "self",
                }
            ]
        },
    }
    added = requests.post(
        f"https://api.sandbox.orcid.org/v3.0/{accounts.ORCID_ID}/work",
        json=work,
        headers=headers(persons["access_token"]),
        timeout=5,
    )
    assert added.status_code == 201
    read = requests.get(added.headers["Location"], headers=headers(persons["access_token"]), timeout=5)
    assert read.json()["title"]["title"]["value"] == "API Test Title"
