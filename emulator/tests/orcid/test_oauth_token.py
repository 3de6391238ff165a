"""POST /oauth/token and /oauth/revoke: what is refused, in which words and order, then what is granted."""

import json
import uuid
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from werkzeug.test import TestResponse

from pid_emulator import Emulator
from pid_emulator.core import accounts
from pid_emulator.orcid.permissions.tokens import CODE_LIFETIME

CARBERRY = "0000-0002-1825-0097"
CLIENT = {"client_id": accounts.ORCID_CLIENT_ID, "client_secret": accounts.ORCID_CLIENT_SECRET}
PUBLIC_CLIENT = {
    "client_id": accounts.ORCID_PUBLIC_CLIENT_ID,
    "client_secret": accounts.ORCID_PUBLIC_CLIENT_SECRET,
}
NO_LONGER_VALID = (
    "One of the provided parameters is invalid, or, the provided token/code is invalid or expired"
)
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def orcid() -> Emulator:
    """An emulator on which Josiah Carberry, with a public name, is the only person."""
    emulator = Emulator(built_in_records=False)
    name = {
        "given-names": {"value": "Josiah"},
        "family-name": {"value": "Carberry"},
        "visibility": "public",
        "path": CARBERRY,
    }
    emulator.world.orcid.add("records", {"orcid-identifier": {"path": CARBERRY}, "person": {"name": name}})
    return emulator


def post(emulator: Emulator, path: str, form: dict[str, str], **headers: str) -> TestResponse:
    return emulator.request(
        "POST", f"https://sandbox.orcid.org{path}", {"Content-Type": FORM, **headers}, urlencode(form)
    )


def ask(emulator: Emulator, **form: str) -> TestResponse:
    return post(emulator, "/oauth/token", form)


def code(emulator: Emulator, *scopes: str, redirect_uri: str = accounts.ORCID_REDIRECT_URI) -> str:
    world = emulator.world
    return world.orcid.tokens.issue_code(
        accounts.ORCID_CLIENT_ID,
        redirect_uri,
        scopes or ("/authenticate",),
        CARBERRY,
        world.clock.now(),
        world.random,
    ).code


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
    answer = ask(orcid, **form)
    assert (answer.status_code, answer.text) == (status, body)
    assert answer.headers["Content-Type"] == "application/json;charset=UTF-8"


def test_an_unknown_grant_is_refused_after_the_client(orcid: Emulator) -> None:
    assert ask(orcid, grant_type="password", **CLIENT).json["error"] == "unsupported_grant_type"
    wrong = {**CLIENT, "client_secret": "wrong"}
    assert ask(orcid, grant_type="password", **wrong).json["error"] == "invalid_client"


def test_token_exchange_is_withdrawn(orcid: Emulator) -> None:
    exchange = "urn:ietf:params:oauth:grant-type:token-exchange"
    missing = ask(orcid, grant_type=exchange, **CLIENT)
    assert missing.json["error_description"] == "subject_token is required"
    id_token_type = "urn:ietf:params:oauth:token-type:id_token"
    answer = ask(
        orcid,
        grant_type=exchange,
        subject_token="any",
        subject_token_type=id_token_type,
        requested_token_type=id_token_type,
        **CLIENT,
    )
    assert (answer.status_code, answer.json["error"]) == (400, "unsupported_grant_type")


@pytest.mark.parametrize("scope", ["/read-limited", "/activities/update", "/read-public /read-limited", ""])
def test_a_client_alone_gets_no_scope_that_needs_a_person(orcid: Emulator, scope: str) -> None:
    answer = ask(orcid, grant_type="client_credentials", scope=scope, **CLIENT)
    assert (answer.status_code, answer.json["error"]) == (400, "invalid_scope")
    assert answer.json["error_description"].startswith("Invalid scope: ")


def test_a_public_client_gets_no_webhook_scope(orcid: Emulator) -> None:
    answer = ask(orcid, grant_type="client_credentials", scope="/webhook", **PUBLIC_CLIENT)
    assert answer.json == {"error_description": "Invalid scope: /webhook", "error": "invalid_scope"}


def test_a_deactivated_client_is_told_so(orcid: Emulator) -> None:
    orcid.world.orcid.add("clients", {"client_id": "APP-CLOSED", "client_secret": "shut", "active": False})
    answer = ask(
        orcid,
        grant_type="client_credentials",
        scope="/read-public",
        client_id="APP-CLOSED",
        client_secret="shut",
    )
    assert answer.status_code == 401
    assert answer.json["error_description"] == "Client APP-CLOSED is deactivated"


@pytest.mark.parametrize("bad", ["nocode", 'quote"and\\slash', "æøå", "a b"])
def test_an_unknown_code_is_echoed(orcid: Emulator, bad: str) -> None:
    answer = ask(orcid, grant_type="authorization_code", code=bad, **CLIENT)
    assert answer.status_code == 400
    assert answer.json == {
        "error_description": f"Invalid authorization code: {bad}",
        "error": "invalid_grant",
    }


def test_a_code_works_once_and_its_second_use_revokes_what_the_first_gave(orcid: Emulator) -> None:
    fresh = code(orcid)
    first = ask(orcid, grant_type="authorization_code", code=fresh, **CLIENT)
    assert first.status_code == 200
    second = ask(orcid, grant_type="authorization_code", code=fresh, **CLIENT)
    assert second.json["error_description"] == f"Invalid authorization code: {fresh}"
    token = orcid.world.orcid.tokens.find(first.json["access_token"])
    assert token is not None
    assert token.revoked


def test_a_code_expires(orcid: Emulator) -> None:
    fresh = code(orcid)
    orcid.world.clock.advance(CODE_LIFETIME.total_seconds())
    assert ask(orcid, grant_type="authorization_code", code=fresh, **CLIENT).status_code == 400


def test_a_code_is_bound_to_its_client_and_to_a_redirect_uri_that_is_sent(orcid: Emulator) -> None:
    elsewhere = ask(
        orcid,
        grant_type="authorization_code",
        code=code(orcid),
        redirect_uri="https://example.org/other",
        **CLIENT,
    )
    assert elsewhere.json == {"error_description": NO_LONGER_VALID, "error": "invalid_grant"}
    stolen = ask(orcid, grant_type="authorization_code", code=code(orcid), **PUBLIC_CLIENT)
    assert stolen.json == {"error_description": NO_LONGER_VALID, "error": "invalid_grant"}


def test_client_credentials_reply_has_orcids_members_in_order(orcid: Emulator) -> None:
    answer = ask(orcid, grant_type="client_credentials", scope="/read-public", **CLIENT)
    reply = json.loads(answer.text)
    assert list(reply) == ["access_token", "token_type", "refresh_token", "expires_in", "scope", "orcid"]
    assert uuid.UUID(reply["access_token"]).version == 4
    assert (reply["token_type"], reply["expires_in"], reply["orcid"]) == ("bearer", 631138518, None)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "application/json;charset=UTF-8"


def test_code_reply_names_the_person(orcid: Emulator) -> None:
    answer = ask(
        orcid,
        grant_type="authorization_code",
        code=code(orcid, "/read-limited", "/activities/update"),
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
    assert ask(orcid, grant_type="authorization_code", code=code(orcid), **CLIENT).json["name"] == ""


def test_http_basic_is_taken_instead_of_the_form(orcid: Emulator) -> None:
    from base64 import b64encode

    pair = f"{CLIENT['client_id']}:{CLIENT['client_secret']}".encode()
    answer = post(
        orcid,
        "/oauth/token",
        {"grant_type": "client_credentials", "scope": "/read-public", "client_id": "ignored"},
        Authorization=f"Basic {b64encode(pair).decode()}",
    )
    assert answer.status_code == 200


def test_a_pkce_verifier_is_not_looked_at(orcid: Emulator) -> None:
    answer = ask(orcid, grant_type="authorization_code", code=code(orcid), code_verifier="whatever", **CLIENT)
    assert answer.status_code == 200


def test_refresh_gives_a_new_pair_and_ends_the_old_one(orcid: Emulator) -> None:
    old = ask(
        orcid, grant_type="authorization_code", code=code(orcid, "/read-limited", "openid"), **CLIENT
    ).json
    new = ask(
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
    again = ask(orcid, grant_type="refresh_token", refresh_token=old["refresh_token"], **CLIENT)
    assert again.json == {"error_description": NO_LONGER_VALID, "error": "invalid_grant"}


def test_refresh_cannot_widen_the_scope(orcid: Emulator) -> None:
    old = ask(orcid, grant_type="authorization_code", code=code(orcid), **CLIENT).json
    answer = ask(
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
    reply = ask(orcid, grant_type="authorization_code", code=code(orcid), **CLIENT).json
    answer = post(orcid, "/oauth/revoke", {"token": reply[which], **CLIENT})
    assert (answer.status_code, answer.text) == (200, "")
    token = orcid.world.orcid.tokens.find(reply["access_token"])
    assert token.revoked
    assert not token.revoked_by_user


def test_revocation_needs_a_client_and_a_token_of_its_own(orcid: Emulator) -> None:
    reply = ask(orcid, grant_type="authorization_code", code=code(orcid), **CLIENT).json
    nameless = post(orcid, "/oauth/revoke", {"token": reply["access_token"]})
    assert nameless.json["error_description"] == "client_id is required"
    assert post(orcid, "/oauth/revoke", CLIENT).json["error_description"] == "token is required"
    stranger = post(orcid, "/oauth/revoke", {"token": reply["access_token"], **PUBLIC_CLIENT})
    assert stranger.status_code == 400
    assert not orcid.world.orcid.tokens.find(reply["access_token"]).revoked


def test_a_token_ends_after_twenty_years(orcid: Emulator) -> None:
    reply = ask(orcid, grant_type="client_credentials", scope="/read-public", **CLIENT).json
    token = orcid.world.orcid.tokens.find(reply["access_token"])
    assert token.is_active(token.issued_at + timedelta(seconds=631138517))
    assert not token.is_active(token.issued_at + timedelta(seconds=631138518))


def test_credentials_for_samples_work_after_a_reset() -> None:
    emulator = Emulator()
    emulator.reset()
    granted = emulator.environment()
    token = emulator.world.orcid.tokens.find(granted["ORCID_ACCESS_TOKEN"])
    assert token is not None
    assert token.orcid == granted["ORCID_ID"]
    answer = ask(
        emulator, grant_type="authorization_code", code=granted["ORCID_AUTHORIZATION_CODE"], **CLIENT
    )
    assert answer.status_code == 200
