"""Names that are made alike mean the same; everyday names mean nothing."""

import pytest

from pidguide.cassettes.secret_names import alike, may_be_random, placeholder_behind

SECRET = {
    "access_token": "<ACCESS_TOKEN>", "Access-Token": "<ACCESS_TOKEN>", "accessToken": "<ACCESS_TOKEN>",
    "TOKEN": "<ACCESS_TOKEN>", "x-csrf-token": "<ACCESS_TOKEN>", "token2": "<ACCESS_TOKEN>", "_csrf": "<ACCESS_TOKEN>", "tokenValue": "<ACCESS_TOKEN>",
    "bearer": "<ACCESS_TOKEN>", "jwt": "<ACCESS_TOKEN>", "subject_token": "<ACCESS_TOKEN>", "refreshToken": "<REFRESH_TOKEN>",
    "id_token": "<ID_TOKEN>", "id_token_hint": "<ID_TOKEN>", "client_secret": "<CLIENT_SECRET>", "ClientSecret": "<CLIENT_SECRET>",
    "password": "<PASSWORD>", "{urn:o}password": "<PASSWORD>", "o:password": "<PASSWORD>", "user[password]": "<PASSWORD>",
    "password_confirmation": "<PASSWORD>", "Passwort": "<PASSWORD>", "login_passwd": "<PASSWORD>", "PWD": "<PASSWORD>",
    "passphrase": "<PASSWORD>", "passcode": "<PASSWORD>", "pass": "<PASSWORD>", "pw": "<PASSWORD>", "pin": "<PASSWORD>",
    "otp": "<PASSWORD>", "totp": "<PASSWORD>", "api_key": "<API_KEY>", "X-API-Key": "<API_KEY>", "api_token": "<API_KEY>",
    "aws_secret_access_key": "<API_KEY>", "access_key_id": "<API_KEY>", "AccountKey": "<API_KEY>", "authKey": "<API_KEY>",
    "encryption-key": "<API_KEY>", "licenseKey": "<API_KEY>", "private_key": "<API_KEY>", "secret_key": "<API_KEY>",
    "SharedKey": "<API_KEY>", "signing_key": "<API_KEY>", "Ocp-Apim-Subscription-Key": "<API_KEY>", "sig": "<API_KEY>",
    "X-Amz-Signature": "<API_KEY>", "code_verifier": "<CODE_VERIFIER>", "client_assertion": "<ASSERTION>",
    "SAMLResponse": "<ASSERTION>", "authorization_code": "<AUTHORIZATION_CODE>", "authCode": "<AUTHORIZATION_CODE>",
    "device_code": "<AUTHORIZATION_CODE>", "user_code": "<AUTHORIZATION_CODE>", "credential": "<CREDENTIALS>",
    "credentials": "<CREDENTIALS>", "Proxy-Authorization": "<CREDENTIALS>", "auth": "<CREDENTIALS>", "Set-Cookie": "<COOKIE>",
    "Kennwort": "<PASSWORD>", "contraseña": "<PASSWORD>", "mot_de_passe": "<PASSWORD>", "senha": "<PASSWORD>",
    "wachtwoord": "<PASSWORD>", "passwordRepeat": "<PASSWORD>", "password_hash": "<PASSWORD>", "token-v2": "<ACCESS_TOKEN>",
    "verificationCode": "<AUTHORIZATION_CODE>", "confirmation_code": "<AUTHORIZATION_CODE>", "securityCode": "<AUTHORIZATION_CODE>",
    "recovery-code": "<AUTHORIZATION_CODE>", "resetCode": "<AUTHORIZATION_CODE>", "activation_code": "<AUTHORIZATION_CODE>",
    "invitation_code": "<AUTHORIZATION_CODE>", "SessionIndex": "<COOKIE>",
    "deployKey": "<API_KEY>", "hmac-key": "<API_KEY>", "master_key": "<API_KEY>", "ConsumerKey": "<API_KEY>", "privateKeyPem": "<API_KEY>",
    "storage_key": "<API_KEY>", "sharedAccessSignature": "<API_KEY>", "pat": "<API_KEY>", "oauth_verifier": "<CODE_VERIFIER>",
    "accessCode": "<AUTHORIZATION_CODE>", "backup_codes": "<AUTHORIZATION_CODE>", "pairing-code": "<AUTHORIZATION_CODE>",
    "unlockCode": "<AUTHORIZATION_CODE>", "sms_code": "<AUTHORIZATION_CODE>", "connectionString": "<PASSWORD>", "dsn": "<PASSWORD>",
    "recoveryPhrase": "<PASSWORD>", "smtp_pass": "<PASSWORD>", "adminPin": "<PASSWORD>",
    "secretAnswer": "<PASSWORD>", "rootPasswordFile": "<PASSWORD>", "securityAnswer": "<PASSWORD>", "kerberosTicket": "<COOKIE>",
    "serialKey": "<API_KEY>", "HS_SECKEY": "<API_KEY>", "licenceCode": "<AUTHORIZATION_CODE>", "seed_phrase": "<PASSWORD>", "mnemonic": "<PASSWORD>", "passwordInput": "<PASSWORD>",
    "password_new": "<PASSWORD>", "nonce": "<CREDENTIALS>", "tok": "<ACCESS_TOKEN>", "remember_me": "<COOKIE>",
    "sessionId": "<COOKIE>", "session_key": "<COOKIE>", "PHPSESSID": "<COOKIE>", "session": "<COOKIE>", "sid": "<COOKIE>",
}  # fmt: skip


@pytest.mark.parametrize("name", SECRET)
def test_a_secret_stands_behind_a_name_however_it_is_written(name: str) -> None:
    assert placeholder_behind(name) == SECRET[name]


@pytest.mark.parametrize(
    "name",
    ["token_type", "token_endpoint", "tokens", "issued_token_type", "resumptionToken", "next-token", "pageToken",
     "continuation_token", "paging_token", "cursor_token", "keyword", "keywords", "passed", "secretary", "author",
     "error-code", "put-code", "code", "key", "usr", "login_id", "DOI", "signature", "pinned", "side", "publicKey", "passwordPolicy", "secretariat", "password_expires", "bypass", "shipping", "tokenEndpointAuthMethod",
     "primary_key", "sort-key", "citationKey", "siteKey", "monkey", "countryCode", "language_code", "status-code", "zipcode", "pattern"],
)  # fmt: skip
def test_an_everyday_name_says_nothing(name: str) -> None:
    assert placeholder_behind(name) is None


@pytest.mark.parametrize(
    ("name", "in_body", "in_address"),
    [("sha256", True, True), ("cursor", True, True), ("identifier", True, True), ("hash", True, False),
     ("digest", True, False), ("x", True, False), ("ticket", False, False), ("nextToken", True, True)],
)  # fmt: skip
def test_a_digest_in_an_address_proves_something(name: str, in_body: bool, in_address: bool) -> None:
    assert (may_be_random(name), may_be_random(name, in_form=True)) == (in_body, in_address)


@pytest.mark.parametrize(
    ("name", "placeholder"),
    [("code", "<AUTHORIZATION_CODE>"), ("Key", "<DATACITE_API_KEY>"), ("usr", "you@example.org/role"),
     ("login_id", "you@example.org/role"), ("LoginId", "you@example.org/role"), ("rows", None)],
)  # fmt: skip
def test_some_names_say_more_in_a_form(name: str, placeholder: str | None) -> None:
    assert placeholder_behind(name, in_form=True) == placeholder


def test_names_are_alike_without_case_punctuation_and_namespace() -> None:
    assert {alike(name) for name in ("put-code", "putCode", "PUT_CODE", "o:put-code", "{urn:o}put-code")} == {
        "putcode"
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [("md5", True), ("sha-256", True), ("checksum", True), ("ETag", True), ("next-cursor", True), ("DOI", True),
     ("suffix", True), ("resumptionToken", True), ("kid", True), ("x", True), ("award-number", True),
     ("ticket", False), ("key", False), ("hook", False), ("box", False)],
)  # fmt: skip
def test_what_is_public_may_look_random(name: str, expected: bool) -> None:
    assert may_be_random(name) is expected
