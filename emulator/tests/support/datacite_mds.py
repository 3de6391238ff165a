"""Calls the MDS API in process, as the guide's repository."""

import base64

from werkzeug.test import TestResponse

from pid_emulator import Emulator
from pid_emulator.core import accounts

HOST = "https://mds.test.datacite.org"
PREFIX = accounts.DATACITE_PREFIX
DOI = f"{PREFIX}/guide-1"
TEXT = {"Content-Type": "text/plain;charset=UTF-8"}


class Repository:
    """A client with the guide's own test account."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator

    def send(
        self,
        method: str,
        path: str,
        data: str | None = None,
        headers: dict[str, str] | None = None,
        password: str = accounts.DATACITE_PASSWORD,
    ) -> TestResponse:
        token = base64.b64encode(f"{accounts.DATACITE_REPOSITORY_ID}:{password}".encode()).decode()
        sent = {"Authorization": f"Basic {token}", **(headers or {})}
        return self.emulator.request(method, HOST + path, sent, data)

    def told(
        self, method: str, path: str, data: str | None = None, headers: dict[str, str] | None = None
    ) -> str:
        """Return status and text, as a person would read them."""
        answer = self.send(method, path, data, headers)
        return f"{answer.status_code} {answer.text}"
