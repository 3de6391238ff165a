"""Secrets in a text without a structure: by the name before them or by their form, and prose stays."""

import pytest

from pidguide.cassettes.loose_secrets import known_forms, looks_random, named_in, replace_named


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("see https://x.org/?token=t1&a=b", "t1"),
        ("password = 'hunter two'", "hunter two"),
        ('{\\"client_secret\\": \\"s1\\"}', "s1"),
        ("to=https%3A%2F%2Fx.org%2F%3Ftoken%3Dt1%26a%3Db", "t1"),
        ("token=a%26b&c=d", "a%26b"),
        ("&lt;password&gt;p1&lt;/password&gt;", "p1"),
        ("<o:password kind='plain'>p1</o:password>", "p1"),
        ('name="pwd"\r\nContent-Type: text/plain\r\n\r\np1\r\n--b', "p1"),
        ("Invalid access token: abc123.", "abc123"),
        ("Invalid authorization code: WkiYjn", "WkiYjn"),
        ("The token 'abc123' has expired", "abc123"),
        ("abc123 is not a valid token", "abc123"),
        ("got Bearer abc123", "abc123"),
    ],
)
def test_a_secret_is_found_behind_its_name(text: str, secret: str) -> None:
    assert secret in [value for value, _ in named_in(text)]


@pytest.mark.parametrize(
    "text",
    ["Invalid token type", "token: expired", "The access token is missing", "Bad credentials", "password: 2 of 3 tries",
     "Basic authentication", "token_type=bearer", "error-code: 9016", "code=404", "token=<ACCESS_TOKEN>",
     "token=%3CACCESS_TOKEN%3E", "<password>&lt;PASSWORD&gt;</password>", "token: /read-limited", "token 2024-01-01",
     "token: https://orcid.org/oauth/token", "token 10.5555/abc123",
     '<fr:assertion name="ror">https://ror.org/021nxhr62</fr:assertion>'],
)  # fmt: skip
def test_prose_and_placeholders_are_left(text: str) -> None:
    assert replace_named(text, lambda value, placeholder: placeholder) == text


def test_the_code_of_a_form_is_a_secret_there_only() -> None:
    assert replace_named("code=abc", lambda value, placeholder: placeholder, in_form=True) == (
        "code=<AUTHORIZATION_CODE>"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [("abc12", False), ("abc123", True), ("123456", True), ("1.2.345", False), ("WkiYjn", True), ("accessToken", False),
     ("correcthorse", False), ("abcdefghijklmnopqrst", True), ("abcdefghijklmnopqrs", False), ("START_OBJECT", False)],
)  # fmt: skip
def test_a_token_is_told_from_a_word(value: str, expected: bool) -> None:
    assert looks_random(value) is expected


# Joined here: no file holds what looks like a key.
KEYS = [
    "DC" + "." + "0a" * 16, "ghp_" + "a1" * 18, "AKIA" + "FAKE" * 4, "sk_live_" + "a1" * 12, "sk_test_" + "a1" * 12,
    "xoxb-" + "123-456-abc7", "AIza" + "a1" * 17 + "a", "glpat-" + "a1" * 10, "SG." + "a1" * 11 + "." + "a1" * 21 + "b",
    "hf_" + "a1" * 17, "key-" + "0a" * 16, "secret_" + "a1" * 21 + "b", "npm_" + "a1" * 18,
    "eyJ" + "a1" * 8 + "..b.c.d",
]  # fmt: skip


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key[:6])
def test_the_keys_of_services_are_known_by_their_form(key: str) -> None:
    assert key in [value for value, _ in known_forms(f"https://x.org/a/{key} and more")]


@pytest.mark.parametrize(
    "text", ["10.5555/sk-2020-0123456789-x1", "key-value", "secret_sharing", "hf_model", "SG.1"]
)
def test_an_identifier_is_no_key(text: str) -> None:
    assert list(known_forms(text)) == []
