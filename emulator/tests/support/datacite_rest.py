"""Calls the REST API in process, as the guide's repository or as someone else."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from pid_emulator import Emulator
from pid_emulator.core import accounts
from pid_emulator.core.schema_files import DATACITE_KERNEL, schema_file

TEST = "https://api.test.datacite.org"
PRODUCTION = "https://api.datacite.org"
KERNEL_4 = "http://datacite.org/schema/kernel-4"
PREFIX = accounts.DATACITE_PREFIX
PAYLOADS = Path(__file__).resolve().parents[4] / "shared" / "reference" / "datacite" / "payloads"
DOI = f"{PREFIX}/guide"
OWNER = (accounts.DATACITE_REPOSITORY_ID, accounts.DATACITE_PASSWORD)

needs_schema = pytest.mark.skipif(
    schema_file(DATACITE_KERNEL) is None, reason="needs the DataCite kernel 4.7 XSD: run `pidguide schemas`"
)
COMPLETE: dict[str, Any] = {
    "url": "https://repository.example.org/1",
    "creators": [{"name": "Carberry, Josiah"}],
    "titles": [{"title": "Cracks in bowls"}],
    "publisher": "Brown University",
    "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Dataset"},
    "schemaVersion": KERNEL_4,
}
# The event that gives a new DOI its state.
EVENTS = {"draft": None, "registered": "register", "findable": "publish"}


class Rest:
    """One emulator, in process."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator

    def send(
        self,
        method: str,
        path: str,
        attributes: dict[str, Any] | None = None,
        *,
        host: str = TEST,
        auth: tuple[str, str] | None = OWNER,
        body: Any = None,
        headers: dict[str, str] | None = None,
    ) -> TestResponse:
        """Send a request; `attributes` become a JSON:API payload."""
        sent = dict(headers or {})
        if auth:
            sent["Authorization"] = "Basic " + base64.b64encode(":".join(auth).encode()).decode()
        if attributes is not None:
            body = json.dumps({"data": {"type": "dois", "attributes": attributes}})
            sent["Content-Type"] = "application/vnd.api+json"
        return self.emulator.request(method, f"{host}{path}", sent, body)

    def attributes(self, *arguments: Any, **options: Any) -> dict[str, Any]:
        """Send a request that must succeed and return the DOI's attributes."""
        answer = self.send(*arguments, **options)
        assert answer.status_code in (200, 201), answer.text
        assert answer.json is not None
        found: dict[str, Any] = answer.json["data"]["attributes"]
        return found


def make_doi(rest: Rest, state: str) -> None:
    """Create the DOI in a state."""
    created = rest.attributes("POST", "/dois", {**COMPLETE, "doi": DOI, "event": EVENTS[state]})
    assert (created["state"], created["isActive"]) == (state, state == "findable")


def listed(rest: Rest, query: str) -> dict[str, Any]:
    """Return a list of production's DOIs, as someone without an account gets it."""
    answer = rest.send("GET", f"/dois{query}", host=PRODUCTION, auth=None)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json or {}
    return body


def ids(body: Any) -> list[str]:
    """Return the ids of the resources in a list."""
    return [item["id"] for item in body["data"]]


def encoded(text: str | bytes) -> str:
    """Return a document as the `xml` attribute carries it."""
    return base64.b64encode(text.encode() if isinstance(text, str) else text).decode()


def payload(name: str) -> bytes:
    """Return one of the payloads that DataCite tests its server with; skips where there are none."""
    file = PAYLOADS / name
    if not file.is_file():
        pytest.skip(f"needs DataCite's test payload {name} in ../shared/reference/datacite/payloads")
    return file.read_bytes()
