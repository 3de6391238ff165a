"""The gate looks at files, whatever wrote them."""

import secrets
import uuid
from pathlib import Path

import pytest
from click.testing import CliRunner

from pidguide import paths
from pidguide.cli import main
from pidguide.secret_gate import find_random_strings, find_secrets_in
from tests.tools.test_scrub import API_KEY, JWT, PERSON

FOUND = [
    ("Authorization: Bearer " + "0123456789abcdef", "a bearer token"),
    ("authorization: Basic " + "QUJDRC5FRkdIOnNlY3JldA==", "a basic credentials"),
    ("client_secret=" + "abcdefgh-1234", "a client secret"),
    ('"access_token" : "' + secrets.token_hex(8) + '"', "a OAuth token"),
    ("usr=a&pwd=" + "hunter22", "a password"),
    (API_KEY, "a DataCite API key"),
    ("https://example.org/callback?code=" + "WkiYjn", "a authorization code"),
    ("Set-Cookie: session=1", "a cookie"),
    ("-----BEGIN RSA " + "PRIVATE KEY-----", "a private key"),
    (JWT, "an id_token"),
    (PERSON, "an e-mail address"),
    ("Invalid access token: " + str(uuid.UUID(bytes=secrets.token_bytes(16), version=4)), "a token (UUID)"),
]


@pytest.mark.parametrize(("text", "what"), FOUND, ids=[what for _, what in FOUND])
def test_secret_is_found(text: str, what: str) -> None:
    assert what in find_secrets_in(f"some text\n{text}\nmore text")


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer <ACCESS_TOKEN>",
        "--header 'Authorization: Bearer '\"$ORCID_ACCESS_TOKEN\"",
        'WWW-Authenticate: Bearer realm="ORCID T2 API"',
        "client_secret=<CLIENT_SECRET>&grant_type=client_credentials",
        "mailto=you@example.org",
        "?code=<AUTHORIZATION_CODE>",
        "HTTP Basic authentication is used",
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
        f"cassette.yaml holds a long random string ({random[:4]}…, {len(random)} characters)"
    ]


def test_an_alphabet_is_not_taken_for_random(tmp_path: Path) -> None:
    file = tmp_path / "suffixes.py"
    file.write_text('ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"')
    assert find_random_strings(file) == []


def test_command_names_the_file_and_fails(tmp_path: Path) -> None:
    (tmp_path / "leak.out").write_text("Bearer " + "0123456789abcdef")
    result = CliRunner().invoke(main, ["secrets", str(tmp_path)])
    assert result.exit_code == 1
    assert "leak.out holds what looks like a bearer token" in result.output


@pytest.mark.parametrize("folder", [paths.CASSETTES, paths.SAMPLES], ids=["cassettes", "samples"])
def test_what_is_published_holds_no_secret(folder: Path) -> None:
    result = CliRunner().invoke(main, ["secrets", str(folder)])
    assert (result.exit_code, result.output.strip().endswith("no secret found.")) == (0, True), result.output
