"""What ORCID's authorization server grants and refuses, in which words and order."""

import json
import uuid
from base64 import b64encode
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from werkzeug.test import TestResponse

from pid_emulator import Emulator
from pid_emulator.core import accounts
from support.orcid_oauth import CLIENT, NO_LONGER_VALID, PUBLIC_CLIENT, ask_for_token, issue_code, post
from support.orcid_people import CARBERRY
from support.orcid_website import CALLBACK, Browser, authorization, heading


def test_an_unknown_grant_is_refused_after_the_client(orcid: Emulator) -> None:
    assert ask_for_token(orcid, grant_type="password", **CLIENT).json["error"] == "unsupported_grant_type"
    wrong = {**CLIENT, "client_secret": "wrong"}
    assert ask_for_token(orcid, grant_type="password", **wrong).json["error"] == "invalid_client"


@pytest.mark.parametrize("scope", ["/read-limited", "/activities/update", "/read-public /read-limited", ""])
def test_a_client_alone_gets_no_scope_that_needs_a_person(orcid: Emulator, scope: str) -> None:
    answer = ask_for_token(orcid, grant_type="client_credentials", scope=scope, **CLIENT)
    assert (answer.status_code, answer.json["error"]) == (400, "invalid_scope")
    assert answer.json["error_description"].startswith("Invalid scope: ")


OF_A_CLIENT = (
    "/read-public", "/webhook", "/premium-notification", "/group-id-record/read", "/group-id-record/update",
    "/orcid-profile/create",
)  # fmt: skip


def test_a_client_alone_gets_every_scope_that_needs_nobody(orcid: Emulator) -> None:
    every = " ".join(OF_A_CLIENT)
    answer = ask_for_token(orcid, grant_type="client_credentials", scope=every, **CLIENT)
    assert (answer.status_code, answer.json.get("scope")) == (200, every), answer.text
    for scope in ("/member-list/read", "/member-list/write", "/member-list/full-access"):
        answer = ask_for_token(orcid, grant_type="client_credentials", scope=scope, **CLIENT)
        assert answer.json == {"error_description": f"Invalid scope: {scope}", "error": "invalid_scope"}


def test_a_person_can_be_asked_for_every_scope_that_a_client_may_have(browser: Browser) -> None:
    """The public client may have two; without a code, signing in is all there is to grant."""
    every = "openid /authenticate"
    public = {"client_id": accounts.ORCID_PUBLIC_CLIENT_ID}
    for asked in (public, {"response_type": "token"}, {"response_type": "token id_token", "nonce": "n"}):
        assert heading(browser.get(authorization(scope=every, **asked))) == "Sign in"
    refused = browser.get(authorization(scope=f"{every} /read-limited", **public))
    assert refused.headers["Location"] == f"{CALLBACK}#error=invalid_scope"
    refused = browser.get(authorization(scope=f"{every} /read-limited", response_type="token"))
    assert refused.headers["Location"] == f"{CALLBACK}#error=invalid_scope"


def test_a_deactivated_client_is_told_so(orcid: Emulator) -> None:
    orcid.world.orcid.add("clients", {"client_id": "APP-CLOSED", "client_secret": "shut", "active": False})
    answer = ask_for_token(
        orcid,
        grant_type="client_credentials",
        scope="/read-public",
        client_id="APP-CLOSED",
        client_secret="shut",
    )
    assert answer.status_code == 401
    assert answer.json["error_description"] == "Client APP-CLOSED is deactivated"


def test_a_code_is_bound_to_its_client_and_to_a_redirect_uri_that_is_sent(orcid: Emulator) -> None:
    elsewhere = ask_for_token(
        orcid,
        grant_type="authorization_code",
        code=issue_code(orcid),
        redirect_uri="https://example.org/other",
        **CLIENT,
    )
    assert elsewhere.json == {"error_description": NO_LONGER_VALID, "error": "invalid_grant"}
    stolen = ask_for_token(orcid, grant_type="authorization_code", code=issue_code(orcid), **PUBLIC_CLIENT)
    assert stolen.json == {"error_description": NO_LONGER_VALID, "error": "invalid_grant"}


def test_a_code_works_once_and_its_second_use_revokes_what_the_first_gave(orcid: Emulator) -> None:
    fresh = issue_code(orcid)
    first = ask_for_token(orcid, grant_type="authorization_code", code=fresh, **CLIENT)
    assert first.status_code == 200
    second = ask_for_token(orcid, grant_type="authorization_code", code=fresh, **CLIENT)
    assert second.json["error_description"] == f"Invalid authorization code: {fresh}"
    token = orcid.world.orcid.tokens.find(first.json["access_token"])
    assert token is not None
    assert token.revoked


def test_client_credentials_reply_has_orcids_members_in_order(orcid: Emulator) -> None:
    answer = ask_for_token(orcid, grant_type="client_credentials", scope="/read-public", **CLIENT)
    reply = json.loads(answer.text)
    assert list(reply) == ["access_token", "token_type", "refresh_token", "expires_in", "scope", "orcid"]
    assert uuid.UUID(reply["access_token"]).version == 4
    assert (reply["token_type"], reply["expires_in"], reply["orcid"]) == ("bearer", 631138518, None)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "application/json;charset=UTF-8"


def test_code_reply_names_the_person(orcid: Emulator) -> None:
    answer = ask_for_token(
        orcid,
        grant_type="authorization_code",
        code=issue_code(orcid, "/read-limited", "/activities/update"),
        redirect_uri=accounts.ORCID_REDIRECT_URI,
        **CLIENT,
    )
    reply = json.loads(answer.text)
    assert list(reply)[4:] == ["scope", "name", "orcid"]
    assert reply["scope"] == "/read-limited /activities/update"
    assert (reply["name"], reply["orcid"]) == ("Josiah Carberry", CARBERRY)


def test_a_name_that_is_not_public_is_left_blank(orcid: Emulator) -> None:
    record = orcid.world.orcid.find(CARBERRY)
    assert record is not None
    assert record.name is not None
    record.name["visibility"] = "limited"
    assert (
        ask_for_token(orcid, grant_type="authorization_code", code=issue_code(orcid), **CLIENT).json["name"]
        == ""
    )


@pytest.mark.parametrize("in_form", [(), ("grant_type",), tuple(CLIENT)])
def test_parameters_may_stand_in_the_address_too(orcid: Emulator, in_form: tuple[str, ...]) -> None:
    def send(path: str, **asked: str) -> TestResponse:
        form = {name: asked.pop(name) for name in in_form if name in asked}
        return post(orcid, f"{path}?{urlencode(asked)}", form)

    code = {"grant_type": "authorization_code", "code": issue_code(orcid)}
    refresh = {
        "grant_type": "refresh_token",
        "refresh_token": send("/oauth/token", **code, **CLIENT).json["refresh_token"],
    }
    token = send("/oauth/token", **refresh, **CLIENT).json["access_token"]
    assert send("/oauth/revoke", token=token, **CLIENT).status_code == 200
    found = orcid.world.orcid.tokens.find(token)
    assert found is not None and found.revoked


def basic(text: bytes) -> str:
    return f"Basic {b64encode(text).decode()}"


RIGHT = basic(f"{CLIENT['client_id']}:{CLIENT['client_secret']}".encode())


@pytest.mark.parametrize("form", [{}, {"client_id": "ignored", "client_secret": "ignored"}])
def test_http_basic_is_taken_instead_of_the_form(orcid: Emulator, form: dict[str, str]) -> None:
    asked = {"grant_type": "client_credentials", "scope": "/read-public", **form}
    issued = post(orcid, "/oauth/token", asked, Authorization=RIGHT).json
    revoked = post(orcid, "/oauth/revoke", {"token": issued["access_token"], **form}, Authorization=RIGHT)
    assert revoked.status_code == 200


@pytest.mark.parametrize(
    "header",
    [
        basic(b"APP-NOBODY:none"),
        basic(b"no colon"),
        basic(b"\xff:\xff"),
        "Basic ???",
        "Bearer some-token",
        "?",
    ],
)
def test_what_the_form_says_does_not_mend_a_wrong_header(orcid: Emulator, header: str) -> None:
    for path, asked in (
        ("/oauth/token", {"grant_type": "client_credentials", "scope": "/read-public"}),
        ("/oauth/revoke", {"token": "any"}),
    ):
        answer = post(orcid, path, {**asked, **CLIENT}, Authorization=header)
        assert (answer.status_code, answer.json["error"]) == (401, "invalid_client")


def test_a_pkce_verifier_is_not_looked_at(orcid: Emulator) -> None:
    answer = ask_for_token(
        orcid, grant_type="authorization_code", code=issue_code(orcid), code_verifier="whatever", **CLIENT
    )
    assert answer.status_code == 200


def test_refresh_gives_a_new_pair_and_ends_the_old_one(orcid: Emulator) -> None:
    old = ask_for_token(
        orcid, grant_type="authorization_code", code=issue_code(orcid, "/read-limited", "openid"), **CLIENT
    ).json
    new = ask_for_token(
        orcid,
        grant_type="refresh_token",
        refresh_token=old["refresh_token"],
        scope="/read-limited",
        **CLIENT,
    ).json
    assert new["scope"] == "/read-limited"
    assert new["orcid"] == CARBERRY
    assert "id_token" not in new
    assert orcid.world.orcid.tokens.find(old["access_token"]).revoked
    again = ask_for_token(orcid, grant_type="refresh_token", refresh_token=old["refresh_token"], **CLIENT)
    assert again.json == {"error_description": NO_LONGER_VALID, "error": "invalid_grant"}


def test_refresh_cannot_widen_the_scope(orcid: Emulator) -> None:
    old = ask_for_token(orcid, grant_type="authorization_code", code=issue_code(orcid), **CLIENT).json
    answer = ask_for_token(
        orcid,
        grant_type="refresh_token",
        refresh_token=old["refresh_token"],
        scope="/activities/update",
        **CLIENT,
    )
    assert answer.json == {
        "error_description": "Invalid scope: /activities/update",
        "error": "invalid_scope",
    }
    assert not orcid.world.orcid.tokens.find(old["access_token"]).revoked


@pytest.mark.parametrize("which", ["access_token", "refresh_token"])
def test_revoking_either_token_revokes_both(orcid: Emulator, which: str) -> None:
    reply = ask_for_token(orcid, grant_type="authorization_code", code=issue_code(orcid), **CLIENT).json
    answer = post(orcid, "/oauth/revoke", {"token": reply[which], **CLIENT})
    assert (answer.status_code, answer.text) == (200, "")
    token = orcid.world.orcid.tokens.find(reply["access_token"])
    assert token.revoked
    assert not token.revoked_by_user


def test_revocation_needs_a_client_and_a_token_of_its_own(orcid: Emulator) -> None:
    reply = ask_for_token(orcid, grant_type="authorization_code", code=issue_code(orcid), **CLIENT).json
    nameless = post(orcid, "/oauth/revoke", {"token": reply["access_token"]})
    assert nameless.json["error_description"] == "client_id is required"
    assert post(orcid, "/oauth/revoke", CLIENT).json["error_description"] == "token is required"
    stranger = post(orcid, "/oauth/revoke", {"token": reply["access_token"], **PUBLIC_CLIENT})
    assert stranger.status_code == 400
    assert not orcid.world.orcid.tokens.find(reply["access_token"]).revoked


# Authorization requests that go back to nobody: the redirect URI is not known to be the client's.


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"client_id": "APP-NOBODY"}, "Invalid parameter: client_id"),
        ({"client_id": None}, "Invalid parameter: client_id"),
        ({"redirect_uri": None}, "Invalid parameter: redirect_uri"),
        ({"redirect_uri": "https://127.0.0.1:5000/callback"}, "Invalid parameter: redirect_uri"),
        ({"redirect_uri": "http://127.0.0.1:5001/callback"}, "Invalid parameter: redirect_uri"),
        ({"redirect_uri": "http://127.0.0.1:5000/"}, "Invalid parameter: redirect_uri"),
        ({"redirect_uri": "http://localhost:5000/callback"}, "Invalid parameter: redirect_uri"),
        ({"redirect_uri": "http://["}, "Invalid parameter: redirect_uri"),
    ],
)
def test_an_untrusted_request_stays_on_a_page_with_status_200(
    browser: Browser, changes: dict[str, str | None], message: str
) -> None:
    answer = browser.get(authorization(**changes))
    assert answer.status_code == 200
    assert "Location" not in answer.headers
    assert message in answer.text


# Errors in the fragment.


@pytest.mark.parametrize(
    ("changes", "fragment"),
    [
        ({"scope": "/no-such-scope"}, "error=invalid_scope"),
        ({"scope": None}, "error=invalid_scope"),
        ({"scope": "/read-public"}, "error=invalid_scope"),
        ({"scope": "/webhook"}, "error=invalid_scope"),
        ({"client_id": accounts.ORCID_PUBLIC_CLIENT_ID, "scope": "/read-limited"}, "error=invalid_scope"),
        ({"response_type": "device"}, "error=unsupported_response_type"),
        ({"response_type": None}, "error=unsupported_response_type"),
        ({"response_type": 'odd "é\\'}, "error=unsupported_response_type"),
        ({"response_type": "token", "scope": "/activities/update"}, "error=invalid_scope"),
        ({"prompt": "none"}, "login_required"),
    ],
)
def test_errors_for_the_client_come_in_the_fragment(
    browser: Browser, changes: dict[str, str | None], fragment: str
) -> None:
    answer = browser.get(authorization(**changes))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{CALLBACK}#{fragment}")


def test_granting_brings_a_code_of_six_characters_and_the_state(browser: Browser) -> None:
    browser.sign_in()
    answer = browser.post(authorization(), decision="authorize")
    returned = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert returned["state"] == ["st&te"]
    code = returned["code"][0]
    assert len(code) == 6
    assert code.isalnum()


# The implicit flow, as ORCID documented it in 2017.


def test_implicit_answers_in_the_fragment_without_a_refresh_token(browser: Browser) -> None:
    browser.sign_in()
    answer = browser.post(authorization(response_type="token id_token", nonce="n"), decision="authorize")
    target, _, fragment = answer.headers["Location"].partition("#")
    returned = parse_qs(fragment)
    assert target == CALLBACK
    assert list(returned) == [
        "access_token",
        "token_type",
        "expires_in",
        "tokenVersion",
        "persistent",
        "id_token",
        "state",
    ]
    assert returned["expires_in"] == ["599"]
    token = browser.world.orcid.tokens.find(returned["access_token"][0])
    assert token is not None
    browser.world.clock.advance(600)
    assert not token.is_active(browser.world.clock.now())


def test_an_id_token_needs_a_nonce(browser: Browser) -> None:
    answer = browser.get(authorization(response_type="id_token"))
    assert answer.headers["Location"] == f"{CALLBACK}#error=invalid_request"
