"""Exchanges with a secret in each, made anew at each run: no file holds one."""

import base64
import json
import re
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from vcr.request import Request
from vcr.serialize import serialize

from pidguide.cassettes import loose_secrets, placeholders, scrub
from pidguide.cassettes.format import _Readable
from pidguide.cassettes.secret_names import alike, placeholder_behind

NEVER = re.compile(r"(?!)")
TOKEN = str(uuid.UUID(bytes=secrets.token_bytes(16), version=4))
WORD = "s3cr3t" + secrets.token_hex(6)
CODE = "Zq" + secrets.token_hex(2)
API_KEY = "DC" + "." + secrets.token_hex(16)
PERSON = f"jane.{secrets.token_hex(3)}@uni-muenster.de"
KEY = RSAKey.generate_key(2048)
JWT = jwt.encode({"alg": "RS256", "kid": "sandbox"}, {"sub": "0000-0002-1825-0097", "aud": "x"}, KEY)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SANDBOX_ID = "0000-0001-5109-3700"
PUT_CODE = str(1_000_000 + secrets.randbelow(9_000_000))
Patch = Callable[[pytest.MonkeyPatch], None]


@dataclass
class Plant:
    """One exchange with a secret in it, and how to switch off the one rule that takes it out."""

    kind: str
    secret: str
    without_rule: Patch
    url: str = "https://sandbox.orcid.org/oauth/token"
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    answer: str = ""
    answer_headers: dict[str, list[str]] = field(default_factory=dict)
    credentials: dict[str, str] = field(default_factory=dict)

    def cassette(self) -> str:
        request = Request("POST", self.url, self.body.encode() or None, self.headers)
        response: dict[str, Any] = {
            "status": {"code": 200, "message": "OK"},
            "headers": self.answer_headers,
            "body": {"string": self.answer.encode()},
        }
        requests, responses = scrub.Scrubber(self.credentials).scrub([request], [response])
        return serialize({"requests": requests, "responses": responses}, _Readable)


def no_field(name: str) -> Patch:
    """Let one name say nothing, nor what an error tells."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        unaware = _unaware_of({alike(name)})
        monkeypatch.setattr(scrub, "placeholder_behind", unaware)
        monkeypatch.setattr(loose_secrets, "placeholder_behind", unaware)
        _say_nothing(monkeypatch)

    return patch


def _say_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let neither what an error tells nor what looks random say anything."""
    said = (
        loose_secrets._SAID,
        loose_secrets._SAID_BEFORE,
        loose_secrets._REFUSED,
        loose_secrets._SAID_IN_QUOTES,
    )
    kept = tuple(each for each in loose_secrets._PATTERNS if each not in said)
    monkeypatch.setattr(loose_secrets, "_PATTERNS", kept)
    monkeypatch.setattr(scrub, "_UUID", NEVER)
    for judge in ("is_random", "is_scrambled"):
        monkeypatch.setattr(loose_secrets, judge, lambda value: False)


def _unaware_of(names: set[str]) -> Callable[..., str | None]:
    return lambda name, in_form=False: None if alike(name) in names else placeholder_behind(name, in_form)


def no_pattern(*patterns: str) -> Patch:
    """Let patterns find nothing, each as `module.NAME`."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        for pattern in patterns:
            monkeypatch.setattr(f"pidguide.cassettes.{pattern}", NEVER)

    return patch


def no_token_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    no_field("id_token")(monkeypatch)
    no_pattern("scrub.JWT")(monkeypatch)


def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    no_pattern("loose_secrets._DATACITE_KEY")(monkeypatch)
    _say_nothing(monkeypatch)


def let_through(table: str, header: str) -> Patch:
    """Keep one more header, and let its name and a cookie say nothing."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        unaware = _unaware_of({alike(header), "cookie", "session"})
        monkeypatch.setattr(scrub, "placeholder_behind", unaware)
        monkeypatch.setattr(loose_secrets, "placeholder_behind", unaware)
        _say_nothing(monkeypatch)
        monkeypatch.setattr(scrub, table, (*getattr(scrub, table), header))
        monkeypatch.setattr(scrub, "_KNOWN_HEADERS", {*scrub._KNOWN_HEADERS, header})

    return patch


def no_credential(name: str, *patterns: str) -> Patch:
    """Forget one variable of the environment, and the patterns that would find its value otherwise."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        kept = {known: value for known, value in placeholders.ENVIRONMENT.items() if known != name}
        monkeypatch.setattr(placeholders, "ENVIRONMENT", kept)
        no_pattern(*patterns)(monkeypatch)

    return patch


def no_authorization_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scrub, "_scrub_authorization", lambda value, replacements: value)


def multipart(name: str, value: str) -> dict[str, Any]:
    body = f'--b0und\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n--b0und--\r\n'
    return {"headers": {"Content-Type": "multipart/form-data; boundary=b0und"}, "body": body}


def basic(user: str, password: str) -> str:
    return base64.b64encode(f"{user}:{password}".encode()).decode()


BASIC = basic("ABCD.EFGH", WORD)
LOGIN = "role" + secrets.token_hex(3)
PLANTS = [
    Plant("bearer token", TOKEN, no_authorization_rule, headers={"Authorization": f"Bearer {TOKEN}"}),
    Plant("bearer in lower case", WORD, no_authorization_rule, headers={"authorization": f"bearer {WORD}"}),
    Plant("basic credentials", BASIC, no_authorization_rule, headers={"Authorization": f"Basic {BASIC}"}),
    Plant("digest credentials", WORD, no_authorization_rule, headers={"Authorization": f'Digest response="{WORD}"'}),
    Plant("API key as bearer", API_KEY, no_authorization_rule, headers={"Authorization": f"Bearer {API_KEY}"}),
    Plant("JWT as bearer", JWT, no_authorization_rule, headers={"Authorization": f"Bearer {JWT}"}),
    Plant("bearer echoed by an error", TOKEN, no_authorization_rule, headers={"Authorization": f"Bearer {TOKEN}"},
          answer=f'{{"error_description":"Invalid access token: {TOKEN}"}}'),
    Plant("bearer echoed by www-authenticate", TOKEN, no_authorization_rule, headers={"Authorization": f"Bearer {TOKEN}"},
          answer_headers={"WWW-Authenticate": [f'Bearer error_description="Invalid access token: {TOKEN}"']}),
    Plant("Plus token", WORD, let_through("REQUEST_HEADERS", "x-plus"), headers={"X-Plus": WORD}),
    Plant("cookie sent", WORD, let_through("REQUEST_HEADERS", "cookie"), headers={"Cookie": f"session={WORD}"}),
    Plant("cookie set", WORD, let_through("RESPONSE_HEADERS", "set-cookie"), answer_headers={"Set-Cookie": [f"a={WORD}"]}),
    Plant("token in another header", WORD, let_through("RESPONSE_HEADERS", "x-token"), answer_headers={"X-Token": [WORD]}),
    Plant("client secret, form", WORD, no_field("client_secret"), headers=FORM, body=f"client_secret={WORD}&a=b"),
    Plant("client secret, multipart", WORD, no_field("client_secret"), **multipart("client_secret", WORD)),
    Plant("client secret, JSON", WORD, no_field("client_secret"), body=json.dumps({"client_secret": WORD})),
    Plant("password, form", WORD, no_field("password"), headers=FORM, body=f"username=u&password={WORD}"),
    Plant("password, JSON", WORD, no_field("password"), body=json.dumps({"password": WORD})),
    Plant("passwd, query", WORD, no_field("passwd"), url=f"https://test.crossref.org/servlet/deposit?passwd={WORD}"),
    Plant("login_passwd, multipart", WORD, no_field("login_passwd"), **multipart("login_passwd", WORD)),
    Plant("login_passwd, query", WORD, no_field("login_passwd"), url=f"https://test.crossref.org/servlet/deposit?login_passwd={WORD}"),
    Plant("pwd, query", WORD, no_field("pwd"), url=f"https://test.crossref.org/servlet/submissionDownload?pwd={WORD}"),
    Plant("pwd, multipart", WORD, no_field("pwd"), **multipart("pwd", WORD)),
    Plant("usr, query", LOGIN, no_field("usr"), url=f"https://test.crossref.org/servlet/submissionDownload?usr={LOGIN}"),
    Plant("login_id, multipart", LOGIN, no_field("login_id"), **multipart("login_id", LOGIN)),
    Plant("authorization code, form", CODE, no_field("code"), headers=FORM, body=f"grant_type=authorization_code&code={CODE}"),
    Plant("authorization code, redirect", CODE, no_field("code"), answer_headers={"Location": [f"https://example.org/callback?code={CODE}&state=1"]}),
    Plant("authorization code echoed", CODE, no_field("code"), headers=FORM, body=f"code={CODE}",
          answer=f'{{"error_description":"Invalid authorization code: {CODE}"}}'),
    Plant("access token, answer", TOKEN, no_field("access_token"), answer=json.dumps({"access_token": TOKEN})),
    Plant("access token, fragment", TOKEN, no_field("access_token"), answer_headers={"Location": [f"https://example.org/#access_token={TOKEN}"]}),
    Plant("access token, query", TOKEN, no_field("access_token"), url=f"https://pub.orcid.org/v3.0/search?access_token={TOKEN}"),
    Plant("refresh token, answer", TOKEN, no_field("refresh_token"), answer=json.dumps({"refresh_token": TOKEN}, indent=1)),
    Plant("refresh token, form", TOKEN, no_field("refresh_token"), headers=FORM, body=f"refresh_token={TOKEN}"),
    Plant("revoked token, form", TOKEN, no_field("token"), headers=FORM, body=f"token={TOKEN}"),
    Plant("subject token, form", TOKEN, no_field("subject_token"), headers=FORM, body=f"subject_token={TOKEN}"),
    Plant("id_token, answer", JWT, no_token_rule, answer=json.dumps({"id_token": JWT})),
    Plant("id_token, fragment", JWT, no_token_rule, answer_headers={"Location": [f"https://example.org/#id_token={JWT}"]}),
    Plant("API key, answer", API_KEY, no_key, answer=json.dumps({"data": {"attributes": {"key": API_KEY}}})),
    Plant("API key, query", WORD, no_field("key"), url=f"https://api.test.datacite.org/dois?key={WORD}"),
    Plant("e-mail address, answer", PERSON, no_pattern("email_addresses._ADDRESS"), answer=json.dumps({"email": [{"email": PERSON}]})),
    Plant("e-mail address, agent", PERSON, no_pattern("email_addresses._ADDRESS"), headers={"User-Agent": f"tool (mailto:{PERSON})"}),
    Plant("e-mail address, query", quote(PERSON, safe=""), no_pattern("email_addresses._ADDRESS"), url=f"https://api.crossref.org/works?mailto={quote(PERSON, safe='')}"),
    Plant("sandbox iD", SANDBOX_ID, no_credential("ORCID_ID", "scrub._ORCID_ID", "scrub._ODD_ORCID_ID"), credentials={"ORCID_ID": SANDBOX_ID},
          url=f"https://api.sandbox.orcid.org/v3.0/{SANDBOX_ID}/works", answer=f'{{"path":"/{SANDBOX_ID}/works"}}'),
    Plant("put-code, redirect", PUT_CODE, no_pattern("scrub._PUT_CODE_IN_PATH"), url="https://api.sandbox.orcid.org/v3.0/x/work",
          answer_headers={"Location": [f"https://api.sandbox.orcid.org/v3.0/0000-0002-1825-0097/work/{PUT_CODE}"]}),
    Plant("put-code, answer", PUT_CODE, no_pattern("scrub._PUT_CODE_NAMED"), url="https://api.sandbox.orcid.org/v3.0/x/work", answer=f'{{"put-code":{PUT_CODE}}}'),
    Plant("client id", "APP-" + WORD.upper(), no_credential("ORCID_CLIENT_ID", "scrub._CLIENT_ID"), credentials={"ORCID_CLIENT_ID": "APP-" + WORD.upper()},
          answer=f'{{"source-client-id":{{"path":"APP-{WORD.upper()}"}}}}'),
    Plant("repository id in lower case", f"abcd.x{CODE.lower()}", no_credential("DATACITE_REPOSITORY_ID"),
          credentials={"DATACITE_REPOSITORY_ID": f"ABCD.X{CODE.upper()}"}, answer=f'{{"client":"abcd.x{CODE.lower()}"}}'),
]  # fmt: skip
