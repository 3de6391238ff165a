"""The applications registered with ORCID: what each kind may ask for."""

from typing import Any

import pytest

from pid_emulator import Emulator
from pid_emulator.orcid.permissions.clients import ClientStore
from support.orcid_oauth import PUBLIC_CLIENT, ask_for_token


def test_a_public_client_gets_no_webhook_scope(orcid: Emulator) -> None:
    answer = ask_for_token(orcid, grant_type="client_credentials", scope="/webhook", **PUBLIC_CLIENT)
    assert answer.json == {"error_description": "Invalid scope: /webhook", "error": "invalid_scope"}


REGISTERED = {"client_id": "APP-1", "redirect_uris": ["https://app.example.org/callback"]}


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({}, "an ORCID client needs client_id, a string"),
        ({"client_id": 7}, "an ORCID client needs client_id, a string"),
        (
            {"client_id": "APP-1", "kind": "gold"},
            "ORCID client APP-1: kind must be one of public, member, premium",
        ),
    ],
)
def test_what_is_no_client_is_refused_in_one_line(record: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        ClientStore().add(record)


@pytest.mark.parametrize(
    "requested",
    [
        "http://app.example.org/callback",
        "https://app.example.org:443/callback",
        "https://APP.example.org/callback",
        "https://user@app.example.org/callback",
        "https://app.example.org.evil.example/callback",
        "https://app.example.org/callbac",
        "https://[",
        "",
    ],
)
def test_a_redirect_uri_of_somebody_else_is_refused(requested: str) -> None:
    assert not ClientStore().add(REGISTERED).check_redirect_uri(requested)


@pytest.mark.parametrize("more", ["", "?tenant=7", "/after", "s"])
def test_a_redirect_uri_may_go_on_after_the_registered_one(more: str) -> None:
    client = ClientStore().add(REGISTERED)
    assert client.check_redirect_uri(f"https://app.example.org/callback{more}")


@pytest.mark.parametrize(
    ("kind", "is_member", "may_register_webhooks"),
    [("public", False, False), ("member", True, False), ("premium", True, True)],
)
def test_what_each_kind_of_client_may_do(kind: str, is_member: bool, may_register_webhooks: bool) -> None:
    client = ClientStore().add({"client_id": "APP-1", "kind": kind})
    assert client.is_member is is_member
    assert ("/read-limited" in client.allowed_scopes) is is_member
    assert ("/webhook" in client.allowed_scopes) is may_register_webhooks
