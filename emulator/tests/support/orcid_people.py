"""Who is on the emulated ORCID, and how tests ask it."""

import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from pid_emulator import Emulator
from pid_emulator.core import accounts
from pid_emulator.core.schema_files import HOW_TO_GET

CARBERRY = "0000-0002-1825-0097"
ODEGARD = "0009-9000-0000-0010"
CHEN = "0009-9000-0000-0061"  # everything limited, the name too
EMPTY = "0009-9000-0000-0088"
DEPRECATED = "0009-9000-0000-0109"
LOCKED = "0009-9000-0000-0117"
DEACTIVATED = "0009-9000-0000-0125"
UNCLAIMED = "0009-9000-0000-0133"

PUBLIC = "https://pub.orcid.org/v3.0"
MEMBER = "https://api.sandbox.orcid.org/v3.0"
JSON = "application/json"


class Asker:
    """Sends requests to an emulator, JSON unless told otherwise; skips where it lacks an official schema."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.token = emulator.environment()["ORCID_ACCESS_TOKEN"]

    def token_for(
        self, *scopes: str, orcid: str | None = CARBERRY, client: str = accounts.ORCID_CLIENT_ID
    ) -> str:
        """Issue a token as if this person had granted these scopes; no person for client credentials."""
        world = self.emulator.world
        token = world.orcid.tokens.issue(client, scopes, orcid, world.clock.now(), world.random)
        return token.access_token

    def get(self, url: str, token: str | None = None, **headers: str) -> TestResponse:
        return self.send("GET", url, None, token, **headers)

    def send(
        self, method: str, url: str, body: Any = None, token: str | None = None, **headers: str
    ) -> TestResponse:
        sent = {"Accept": JSON, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if token:
            sent["Authorization"] = f"Bearer {token}"
        if body is not None:
            sent.setdefault("Content-Type", JSON)
        data = body if body is None or isinstance(body, str | bytes) else json.dumps(body)
        answer = self.emulator.request(method, url, sent, data)
        if answer.status_code == 501 and HOW_TO_GET in answer.text:
            pytest.skip(answer.text)
        return answer

    def write(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        """Send to Josiah Carberry's record with the token that he gave the guide."""
        return self.send(method, f"{MEMBER}/{CARBERRY}/{path}", body, self.token, **headers)

    def added(self, path: str, body: Any) -> int:
        """Add an item and return its put-code."""
        answer = self.write("POST", path, body)
        assert answer.status_code == 201, answer.text
        return int(answer.headers["Location"].rpartition("/")[2])


def error_of(answer: TestResponse) -> tuple[int, int]:
    """Return status and ORCID's error code of a refusal, having checked that the body agrees."""
    body = answer.get_json(force=True)
    assert list(body) == ["response-code", "developer-message", "user-message", "error-code", "more-info"]
    assert body["response-code"] == answer.status_code or body["error-code"] == 9056
    return answer.status_code, body["error-code"]


def work(title: str = "A New Work", doi: str | None = "10.5555/a.new.work", **members: Any) -> dict[str, Any]:
    """Return the smallest work that ORCID takes."""
    ids = [
        {
            "external-id-type": "doi",
            "external-id-value": doi,
            "external-id-relationship": "self",
        }
    ]
    return {
        "title": {"title": {"value": title}},
        "type": "journal-article",
        "external-ids": {"external-id": ids if doi else []},
        **members,
    }


ORGANIZATION = {
    "name": "Brown University",
    "address": {"city": "Providence", "region": "RI", "country": "US"},
    "disambiguated-organization": {
        "disambiguated-organization-identifier": "https://ror.org/05gq02987",
        "disambiguation-source": "ROR",
    },
}
