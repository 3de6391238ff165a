"""The applications registered with ORCID: what each kind may ask for."""

from typing import Any

import pytest

from pid_emulator import Emulator
from pid_emulator.orcid.permissions.clients import ApiClient, ClientStore
from support.orcid_oauth import CLIENT, PUBLIC_CLIENT, ask_for_token
from support.orcid_website import CALLBACK


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


IMPLYING = (
    "/authenticate", "openid", "/email/read-private", "/orcid-bio/external-identifiers/create",
    "/orcid-bio/read-limited", "/orcid-bio/update", "/person/read-limited", "/person/update",
    "/activities/read-limited", "/activities/update", "/read-limited", "/orcid-profile/read-limited",
    "/orcid-profile/create", "/group-id-record/update", "/premium-notification", "/read-public",
    "/group-id-record/read", "/basic-notification",
)  # fmt: skip
OF_ACTIVITIES = {
    f"/{activity}/{verb}"
    for activity in ("affiliations", "funding", "orcid-patents", "peer-review", "orcid-works")
    for verb in ("read-limited", "create", "update")
}


@pytest.mark.parametrize(
    ("kind", "scopes"),
    [
        ("public", {"openid", "/authenticate", "/read-public"}),
        ("member", {*IMPLYING, *OF_ACTIVITIES}),
        ("premium", {*IMPLYING, *OF_ACTIVITIES, "/webhook"}),
    ],
)
def test_every_scope_that_a_kind_of_client_may_have(kind: str, scopes: set[str]) -> None:
    assert ClientStore().add({"client_id": "APP-1", "kind": kind}).allowed_scopes == scopes


def test_a_client_needs_no_more_than_an_id() -> None:
    store = ClientStore()
    client = store.add({"client_id": "APP-1"})
    assert client == ApiClient("APP-1", "", "APP-1", "member", (), "", "", True)
    assert store.find("APP-1") is client
    assert store.find("APP-2") is None
    assert client.get_client_id() == "APP-1"
    assert client.get_default_redirect_uri() is None
    assert not client.check_redirect_uri("https://app.example.org/callback")


def test_everything_of_a_record_is_taken() -> None:
    client = ClientStore().add(
        {
            "client_id": "APP-1", "client_secret": "shh", "name": "An app", "kind": "public",
            "redirect_uris": ["https://a.example/1", "https://a.example/2"], "website": "https://a.example",
            "description": "It does things", "active": False,
        }
    )  # fmt: skip
    uris = ("https://a.example/1", "https://a.example/2")
    told = ("APP-1", "shh", "An app", "public", uris, "https://a.example", "It does things", False)
    assert client == ApiClient(*told)
    assert client.get_default_redirect_uri() == "https://a.example/1"
    assert client.check_redirect_uri("https://a.example/2")
    assert client.check_client_secret("shh")
    assert not client.check_client_secret("sh")


def test_the_guides_two_clients() -> None:
    premium, public = ClientStore()
    assert (premium.client_id, premium.client_secret) == (CLIENT["client_id"], CLIENT["client_secret"])
    assert (premium.name, premium.kind, premium.website) == ("PID guide", "premium", "https://example.org/")
    told = "The guide's own application: it signs people in and writes to their records."
    assert premium.description == told
    assert premium.redirect_uris == public.redirect_uris == (CALLBACK,)
    assert {"client_id": public.client_id, "client_secret": public.client_secret} == PUBLIC_CLIENT
    assert (public.name, public.kind) == ("PID guide (public API)", "public")
    assert public.website == "https://example.org/"
    told = "The guide's application for the public API: it signs people in and reads."
    assert public.description == told
    assert premium.active and public.active


@pytest.mark.parametrize(
    ("method", "taken"),
    [
        ("client_secret_post", True),
        ("client_secret_basic", True),
        ("none", False),
        ("private_key_jwt", False),
    ],
)
def test_how_a_client_may_identify_itself(method: str, taken: bool) -> None:
    assert ClientStore().add({"client_id": "APP-1"}).check_endpoint_auth_method(method, "token") is taken


@pytest.mark.parametrize(
    ("grant", "taken"),
    [
        *(
            (grant, True)
            for grant in ("authorization_code", "client_credentials", "refresh_token", "implicit")
        ),
        *((grant, False) for grant in ("password", "urn:ietf:params:oauth:grant-type:token-exchange")),
    ],
)
def test_the_grants_of_a_client(grant: str, taken: bool) -> None:
    assert ClientStore().add({"client_id": "APP-1"}).check_grant_type(grant) is taken


@pytest.mark.parametrize("uris", ["https://example.org/callback", [5], 5])
def test_redirect_uris_of_another_form_are_refused(uris: object) -> None:
    with pytest.raises(ValueError, match="redirect_uris must be a list of strings"):
        ClientStore().add({"client_id": "APP-1", "redirect_uris": uris})


def test_a_redirect_uri_with_a_line_break_is_nobodys() -> None:
    client = ClientStore().add({"client_id": "APP-1", "redirect_uris": ["https://example.org/callback"]})
    assert client.check_redirect_uri("https://example.org/callback")
    assert not client.check_redirect_uri("https://example.org/callback\r\nX-Other: y")


@pytest.mark.parametrize("scopes", ["5", "null", "{}"])
def test_scopes_of_another_form_are_refused_in_one_line(orcid: Emulator, scopes: str) -> None:
    sent = f'{{"client_id": "{CLIENT["client_id"]}", "scopes": {scopes}}}'
    answer = orcid.request("POST", "http://127.0.0.1/tokens", data=sent)
    assert (answer.status_code, answer.text.count("\n")) == (400, 1)
    assert answer.text.startswith("Send scopes as a list")
