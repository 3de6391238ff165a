"""Josiah Carberry, the guide's clients, and what they send to ORCID's OAuth endpoints."""

import json
from urllib.parse import urlencode

import pytest
from joserfc.jwk import KeySet
from werkzeug.test import TestResponse

from pid_emulator import Emulator
from pid_emulator.core import accounts
from support.orcid_people import CARBERRY

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
    """An emulator that knows him alone, without a socket, new for each test."""
    emulator = Emulator(built_in_records=False)
    add_carberry(emulator)
    return emulator


def add_carberry(emulator: Emulator, visibility: str = "public") -> None:
    name = {
        "given-names": {"value": "Josiah"},
        "family-name": {"value": "Carberry"},
        "visibility": visibility,
    }
    emulator.world.orcid.add("records", {"orcid-identifier": {"path": CARBERRY}, "person": {"name": name}})


def post(emulator: Emulator, path: str, form: dict[str, str], **headers: str) -> TestResponse:
    return emulator.request(
        "POST", f"https://sandbox.orcid.org{path}", {"Content-Type": FORM, **headers}, urlencode(form)
    )


def ask_for_token(emulator: Emulator, **form: str) -> TestResponse:
    return post(emulator, "/oauth/token", form)


def issue_code(emulator: Emulator, *scopes: str, redirect_uri: str = accounts.ORCID_REDIRECT_URI) -> str:
    world = emulator.world
    return world.orcid.tokens.issue_code(
        accounts.ORCID_CLIENT_ID,
        redirect_uri,
        scopes or ("/authenticate",),
        CARBERRY,
        world.clock.now(),
        world.random,
    ).code


def issue_token(emulator: Emulator, *scopes: str, orcid: str | None = CARBERRY) -> str:
    world = emulator.world
    issued = world.orcid.tokens.issue(
        accounts.ORCID_CLIENT_ID, scopes, orcid, world.clock.now(), world.random
    )
    return issued.access_token


def userinfo(emulator: Emulator, access_token: str) -> TestResponse:
    return emulator.request(
        "GET", "https://sandbox.orcid.org/oauth/userinfo", {"Authorization": f"Bearer {access_token}"}
    )


def exchange(
    emulator: Emulator, client_id: str, secret: str, host: str = "sandbox.orcid.org"
) -> dict[str, str]:
    world = emulator.world
    code = world.orcid.tokens.issue_code(
        client_id,
        accounts.ORCID_REDIRECT_URI,
        ("openid",),
        CARBERRY,
        world.clock.now(),
        world.random,
        nonce="n-0S6_WzA2Mj",
    )
    answer = emulator.request(
        "POST",
        f"https://{host}/oauth/token",
        {"Content-Type": "application/x-www-form-urlencoded"},
        urlencode(
            {
                "grant_type": "authorization_code",
                "code": code.code,
                "client_id": client_id,
                "client_secret": secret,
            }
        ),
    )
    assert answer.status_code == 200
    reply: dict[str, str] = answer.json or {}
    return reply


def keys(emulator: Emulator, host: str = "sandbox.orcid.org") -> KeySet:
    return KeySet.import_key_set(json.loads(emulator.request("GET", f"https://{host}/oauth/jwks").text))
