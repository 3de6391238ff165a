"""Whatever looks like a secret is found in files, and placeholders and prose are not taken for one."""

import json
import secrets
import uuid
from pathlib import Path

import pytest
from click.testing import CliRunner
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from pidguide.basics import paths
from pidguide.cassettes import secret_gate
from pidguide.cassettes.secret_gate import find_random_strings, find_secrets, find_secrets_in
from pidguide.commands.cli import main
from tests.support.planted_secrets import API_KEY, JWT, PERSON
from tests.support.sixty_plants import SIXTY, Planted

FOUND = [
    ("Authorization: Bearer " + "0123456789abcdef", "a bearer token"),
    ("authorization: Basic " + "QUJDRC5FRkdIOnNlY3JldA==", "a basic credentials"),
    ("client_secret=" + "abcdefgh-1234", "a client secret"),
    ('"access_token" : "' + secrets.token_hex(8) + '"', "a OAuth token"),
    ("usr=a&pwd=" + "hunter22", "a password"),
    (API_KEY, "a DataCite API key"),
    ("https://example.org/callback?code=" + "WkiYjn", "a authorization code"),
    ("Set-Cookie: session=1", "a cookie"),
    ("APP-" + "0123456789ABCDEF", "a client id"),
    ("APP-" + "ABCDEFGHIJKLMNOP", "a client id"),
    ("-----BEGIN RSA " + "PRIVATE KEY-----", "a private key"),
    (JWT, "an id_token"),
    (PERSON, "an e-mail address"),
    (json.dumps({"text": "\n\n" + PERSON}), "an e-mail address"),
    ("jane.support@" + "crossref.org", "an e-mail address"),
    ("password=" + "$ecret12", "a password"),
    ("Invalid access token: " + str(uuid.UUID(bytes=secrets.token_bytes(16), version=4)), "a token (UUID)"),
]


@pytest.mark.parametrize(("text", "what"), FOUND, ids=[what for _, what in FOUND])
def test_secret_is_found(text: str, what: str) -> None:
    assert what in find_secrets_in(f"some text\n{text}\nmore text")


# What only traffic may not have, or what no other case shows: each is one kind, and each row of a table has one.
MIXED, WORDS = "k3j9f8" + "a7b2", "river-" + "orbit"
IN_TRAFFIC = [
    ("an address that lets in", f"see https://fake.org/reset/{MIXED}"),
    ("an address that lets in", f"see https://fake.org/invite/{uuid.UUID(int=7, version=4)}"),
    ("an address of a webhook", f"https://hooks.fake.com/catch/1234567/{MIXED}/"),
    ("a random string in an address", f"https://fake.org/?magic={MIXED}"),
    ("a random string in an address", f"https://fake.org/#n={MIXED}"),
    ("a value of a database", f"INSERT INTO t VALUES (7, '{MIXED}')"),
    ("a authorization code", '{"grantType":"authorization_code","code":"' + "bC8jjU" + '"}'),
    ("a nonce", f"<Nonce a='b'>{MIXED}</Nonce>"),
    ("a password of a command", f"curl -u jane:{WORDS} https://fake.org"),
    ("a password of a command", f"ldapsearch -D cn=a -w {WORDS} -b x"),
    ("a password of a command", f"sqlplus scott/{WORDS}"),
    ("a password in an address", f"redis://:{WORDS}@cache:6379"),
    ("a secret behind its name", f'"deployKey": "{WORDS}"'),
    ("a secret behind its name", f"<recoveryPhrase>{WORDS}</recoveryPhrase>"),
    ("a secret behind its name", f'name="user[Pass_Word]"\r\n\r\n{WORDS}\r\n--b'),
    ("a secret behind its name", f'<param type="password" default="{WORDS}"/>'),
    ("a secret behind its name", f"hmac_key={WORDS}"),
    ("a secret behind its name", "backupCode: 123456"),
    ("a secret behind its name", f"connectionString: {MIXED}"),
    ("a secret behind its name", f"unlock_code, {MIXED}"),
    ("a secret behind its name", f"unlock_code; {MIXED}"),
    ("a secret behind its name", f'"apiKeys": [{{"id": 1, "value": "{MIXED}"}}]'),
    ("a secret behind its name", "| **Password** | two words |"),
    ("a secret behind its name", f'"type": "HS_SECKEY", "data": {{"value": "{WORDS}"}}'),
    ("a secret behind its name", f"smtpPass={WORDS}"),
    ("a secret behind its name", f'"admin_pin": "{WORDS}"'),
    ("a secret behind its name", f'"secretAnswer": "{WORDS}"'),
    ("an address that lets in", "https://fake.org/ical/private-" + "0a" * 8 + "/x.ics"),
    ("an e-mail address", "jane @ uni-" + "muenster . de"),
    ("a secret behind its name", f'<input value="{MIXED}" name="csrf">'),
    ("a secret behind its name", f'<label>Password <input value="{MIXED}"></label>'),
    ("a secret behind its name", f"unknown access key: {WORDS}"),
    ("a secret behind its name", f"the passcode '{WORDS}'"),
    ("a secret behind its name", f"The token, which is {MIXED}, expired"),
    ("a secret behind its name", "You typed the password " + "Pots#82 twice"),
    ("a secret behind its name", f"the secret for this client was {MIXED}"),
    ("a secret behind its name", "The one-time code " + "383833 is not right"),
    ("a secret behind its name", f"{MIXED} is not a valid mnemonic"),
    ("a secret behind its name", f"name,token\njane,{MIXED}\n"),
    ("a key of another service", "key-" + "0a" * 16),
    ("a key of another service", "NRAK-" + "A1" * 12),
    ("an e-mail address", "jane_at_uni-" + "muenster.de"),
    ("an e-mail address", "jane(a)uni-" + "muenster.de"),
    ("an e-mail address", "<i>jane</i><b>@</b>uni-" + "muenster.de"),
    ("an e-mail address", "'jane' + '@' + 'uni-" + "muenster.de'"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "text"), IN_TRAFFIC, ids=[text[:24] for _, text in IN_TRAFFIC])
def test_each_kind_is_found_in_traffic(what: str, text: str) -> None:
    assert what in find_secrets_in(Planted("", "", answer=text, answered_as="text/plain").unscrubbed())


# The same in pages and scripts, where words may stand as well.
IN_PROSE = [
    ("a secret behind its name", f'password = "{WORDS}"'),
    ("a secret behind its name", f"<password>{WORDS}</password>"),
    ("a secret behind its name", f'name="pwd"\n\n{WORDS}\n--b'),
    ("a secret behind its name", f'"name": "password", "value": "{WORDS}"'),
    ("a secret behind its name", f"token;{MIXED}"),
    ("a secret behind its name", f"The token is {MIXED}."),
    ("a random string in an address", "https://fake.org/?unheard=" + "a1b2c3d4e5f6"),
    ("an address of a webhook", f"https://hooks.fake.com/catch/1234567/{MIXED}/"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "text"), IN_PROSE, ids=[text[:24] for _, text in IN_PROSE])
def test_each_kind_is_found_in_prose(what: str, text: str) -> None:
    assert what in find_secrets_in(text)


@pytest.mark.parametrize("table", ["FORMS", "AROUND_NAMES"])
def test_each_row_of_a_table_finds_something_alone(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [text for text, _ in FOUND] + [text for _, text in IN_PROSE]
    texts += [Planted("", "", answer=text, answered_as="text/plain").unscrubbed() for _, text in IN_TRAFFIC]
    rows = getattr(secret_gate, table)
    other = ({"FORMS", "AROUND_NAMES"} - {table}).pop()
    monkeypatch.setattr(secret_gate, other, ())
    monkeypatch.setattr(secret_gate, table, ())
    without = [find_secrets_in(text) for text in texts]

    def finds_something(row: object) -> bool:
        monkeypatch.setattr(secret_gate, table, (row,))
        return any(find_secrets_in(text) != before for text, before in zip(texts, without, strict=True))

    assert [row for row in rows if not finds_something(row)] == []


@pytest.mark.parametrize(
    "text",
    ["the row `…-credentials-404-not-401` of a table", "see #orcid-invalid_token-1-1-answer", "next_token=k3j9f8a7b2",
     "https://fake.org/?cursor=k3j9f8a7b2c1", "https://fake.org/items/k3j9f8a7b2", "token endpoint: none", "photo_at_lab.py",
     "the token was issued in 2024", "a bypass: k3j9f8a7b2", "Unknown API key provided: <API_KEY>", "Set-Cookie3: sessionid=<COOKIE>"],
)  # fmt: skip
def test_what_is_public_or_prose_passes_in_traffic(text: str) -> None:
    assert find_secrets_in(Planted("", "", answer=text, answered_as="text/plain").unscrubbed()) == []


@pytest.mark.parametrize("plant", SIXTY, ids=lambda plant: plant.kind)
def test_what_a_scrubber_had_left_is_found(tmp_path: Path, plant: Planted) -> None:
    file = tmp_path / "cassette.yaml"
    file.write_text(plant.unscrubbed(), encoding="utf-8")
    assert find_secrets(file) + find_random_strings(file) != []


def test_a_short_random_string_is_found_wherever_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("See https://example.org/a/b/q7Xr2Kp9Wm4Zt8Lc/d.\n")
    assert find_random_strings(file) == [f"{file} holds a long random string (q7Xr…, 16 characters)"]


@pytest.mark.parametrize(
    "broken", ["- a", "- request: 1", "- request: {}\n  response: {headers: [a]}", "{a: b}", "[}"]
)
def test_a_broken_cassette_is_looked_at_as_text(broken: str) -> None:
    assert "a password" in find_secrets_in(f"interactions:\n{broken}\n# password=hunter22")


def test_a_placeholder_hides_nothing_beside_it() -> None:
    assert find_secrets_in("interactions:\n- password='<PASSWORD>hunter22'") == ["a secret behind its name"]


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer <ACCESS_TOKEN>",
        "token=$ORCID_ACCESS_TOKEN&a=b",
        'token="${ORCID_ACCESS_TOKEN}"',
        "f(password=PASSWORD, token=token)",
        'token = reply["access_token"]',
        'TOKEN = "https://sandbox.orcid.org/oauth/token"',
        "export ORCID_CLIENT_SECRET=your-client-secret",
        '"token_endpoint": "https://orcid.org/oauth/token", "token_type": "bearer"',
        "<password>&lt;PASSWORD&gt;</password>",
        "https://%3CCREDENTIALS%3E@repository.org/oai",
        "--header 'Authorization: Bearer '\"$ORCID_ACCESS_TOKEN\"",
        'WWW-Authenticate: Bearer realm="ORCID T2 API"',
        "client_secret=<CLIENT_SECRET>&grant_type=client_credentials",
        "mailto=you@example.org",
        "?code=<AUTHORIZATION_CODE>",
        "HTTP Basic authentication is used",
        json.dumps({"text": "Ask.\nsupport@" + "crossref.org helps."}),
        "login_passwd=$CROSSREF_PASSWORD",
        "usr=you@example.org&pwd=not-the-password",
        "Authorization: Bearer not-a-token",
        "the header is `Bearer not-a-token`. An unknown token is sent as Bearer not-a-token.",
        json.dumps({"text": "import pytest\n\n@pytest.fixture\n@app.get('/')"}),
        "Copyright (c) 2016 Jane Doe <jane.doe@" + "company.net>",
        "https://example.org/files/6fa459ea-ee8a-4ca4-894e-db77e160355e/data.csv",
    ],
)
def test_placeholder_and_prose_pass(text: str) -> None:
    assert find_secrets_in(text) == []


@pytest.mark.parametrize("random", [secrets.token_urlsafe(40), secrets.token_hex(24)], ids=["base64", "hex"])
def test_random_string_is_found(tmp_path: Path, random: str) -> None:
    file = tmp_path / "cassette.yaml"
    file.write_text(f'string: \'{{"unheard_of": "{random}"}}\'')
    assert find_random_strings(file) == [
        f"{file} holds a long random string ({random[:4]}…, {len(random)} characters)"
    ]


def test_an_alphabet_is_not_taken_for_random(tmp_path: Path) -> None:
    file = tmp_path / "suffixes.py"
    file.write_text('ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"')
    assert find_random_strings(file) == []


@pytest.mark.parametrize("folder", [paths.CASSETTES, paths.SAMPLES], ids=["cassettes", "samples"])
def test_what_is_published_holds_no_secret(folder: Path) -> None:
    result = CliRunner().invoke(main, ["secrets", str(folder)])
    assert (result.exit_code, result.output.strip().endswith("no secret found.")) == (0, True), result.output


def page(code: str, language: str) -> str:
    shown = highlight(code, get_lexer_by_name(language), HtmlFormatter(linenos="inline"))
    return f"<!doctype html>\n<p>An example:</p>\n{shown}"


IN_HIGHLIGHTED_CODE = [
    ('{"client_secret": "' + "abcdefgh-1234" + '"}', "json", "a client secret"),
    ('{"refresh_token": "' + secrets.token_hex(8) + '"}', "json", "a OAuth token"),
    ("headers = {'Authorization': 'Bearer " + "0123456789abcdef'}", "python", "a bearer token"),
    ('curl -H "Authorization: Bearer ' + '0123456789abcdef"', "bash", "a bearer token"),
    ("usr=a&pwd=" + "hunter22", "bash", "a password"),
    (PERSON, "python", "an e-mail address"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "language", "what"), IN_HIGHLIGHTED_CODE, ids=[what for _, _, what in IN_HIGHLIGHTED_CODE]
)
def test_highlighting_hides_no_secret(tmp_path: Path, code: str, language: str, what: str) -> None:
    file = tmp_path / "index.html"
    file.write_text(page(code, language))
    assert f"{file} holds what looks like {what}" in find_secrets(file)


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://example.org/#SECRET">here</a>',
        "<!-- SECRET -->",
        "<script>const key = 'SECRET';</script>",
        "<td>SECRET",
        '<button data-copy="curl &quot;SECRET&quot;">',
    ],
)
def test_a_random_string_is_found_wherever_a_page_has_it(tmp_path: Path, markup: str) -> None:
    file = tmp_path / "index.html"
    file.write_text(markup.replace("SECRET", secrets.token_hex(24)))
    assert len(find_random_strings(file)) == 1
    bearer = "Bearer " + "0123456789abcdef"
    file.write_text(markup.replace("SECRET", bearer))
    assert find_secrets(file) == [f"{file} holds what looks like a bearer token"]


def test_highlighted_data_that_is_known_passes(tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    random = secrets.token_urlsafe(60)
    known = json.dumps(
        {"xml": "PD94bWwgdmVyc2lvbj0iMS4wIj8+" * 9, "next-cursor": random, "n": random}, indent=1
    )
    file.write_text(page(known, "json"))
    assert find_random_strings(file) == find_secrets(file) == []
