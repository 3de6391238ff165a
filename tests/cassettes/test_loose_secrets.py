"""Secrets in a text without a structure: by the name before them or by their form, and prose stays."""

import pytest

from pidguide.cassettes.loose_secrets import (
    in_addresses,
    is_random,
    is_scrambled,
    known_forms,
    lone,
    looks_random,
    named_in,
    replace_named,
)  # fmt: skip


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
        ("You typed the password Pots#82 twice", "Pots#82"),
        ("our secret for the client was abc123", "abc123"),
        ("magicToken 'two-words' is unknown", "two-words"),
        ("The one-time code 123456 is not right", "123456"),
        ("passcode abc123 does not match", "abc123"),
        ("> storageKey: river-orbit\n", "river-orbit"),
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


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a1b2c3d4", True), ("a1b2c3d", False), ("k3j9f8a7b2c1d0", True), ("io8270nfhbzv", True), ("cf8z2ka7-edcm1", True),
        ("covid19vaccine", False), ("guide-one-2026", False), ("https2020ab", False), ("20261201T003635Z", False),
        ("correcthorse", False), ("12345678", False), ("0fa4e0de-1111-4222-8333-fa4efa4efa4e", False), ("q7Xr2Kp9Wm4Zt8Lc", True),
        ("ab-cd-12345678", False),
    ],
)  # fmt: skip
def test_what_is_scrambled_is_told_from_names_and_dates(value: str, expected: bool) -> None:
    assert is_scrambled(value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("q7Xr2Kp9Wm4Zt8Lc", True), ("bot.q7Xr2Kp9Wm4Zt8Lc", True), ("12345:q7Xr2Kp9Wm4Zt8Lc", True), ("q7Xr2Kp9Wm4Zt8Lc.pdf", False),
     ("d1x2y3z4a5b6c7.cdn.net", False), ("journal.pone.0033693", False), ("1.2.3-beta.20230301", False)],
)  # fmt: skip
def test_one_random_string_among_dots_is_enough(value: str, expected: bool) -> None:
    assert is_random(value) is expected


@pytest.mark.parametrize(
    ("address", "secrets"),
    [
        ("https://hooks.fake.com/services/T02AB3CDE/abc123", ["T02AB3CDE", "abc123"]),
        ("https://fake.webhook.office.com/webhookb2/abc123@def456/x", ["webhookb2", "abc123", "def456"]),
        ("https://fake.com/api/webhooks/12345678/a1b2c3d4", ["a1b2c3d4"]),
        ("https://fake.org/reset/a1b2c3d4", ["a1b2c3d4"]),
        ("https://fake.org/password/reset/k3j9f8a7b2c1/x", ["k3j9f8a7b2c1"]),
        (
            "https://fake.org/confirm/0fa4e0de-1111-4222-8333-fa4efa4efa4e",
            ["0fa4e0de-1111-4222-8333-fa4efa4efa4e"],
        ),
        ("https://fake.org/trigger/with/key/a1b2c3d4e5", ["a1b2c3d4e5"]),
        ("https://repository.org/items/0fa4e0de-1111-4222-8333-fa4efa4efa4e", []),
        ("https://figshare.com/articles/a1b2c3d4", []),
        ("https://fake.org/login/index.html", []),
        ("https://unhooked.org/a1b2c3d4", []),
    ],
)
def test_addresses_that_let_in_are_told_from_public_ones(address: str, secrets: list[str]) -> None:
    assert list(in_addresses(f'{{"url": "{address}", "a": 1}}')) == secrets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("use q7Xr2Kp9Wm4Zt8Lc now", True), ('"q7Xr2Kp9Wm4Zt8Lc"', True), ("<b>q7Xr2Kp9Wm4Zt8Lc</b>", True), ("q7Xr2Kp9Wm4Zt8Lc.", True),
        ("sha256: q7Xr2Kp9Wm4Zt8Lc", False), ("its checksum is q7Xr2Kp9Wm4Zt8Lc", False), ('"cursor": "q7Xr2Kp9Wm4Zt8Lc"', False),
        ("10.5555/q7Xr2Kp9Wm4Zt8Lc", False), ("https://x.org/q7Xr2Kp9Wm4Zt8Lc", False), ("q7Xr2Kp9Wm4Zt8Lc.pdf", False),
        ("use two words now", False),
    ],
)  # fmt: skip
def test_a_random_string_that_stands_alone_is_found(text: str, expected: bool) -> None:
    assert list(lone(text)) == (["q7Xr2Kp9Wm4Zt8Lc"] if expected else [])


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
