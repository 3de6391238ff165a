"""Asks the emulator, or with PIDGUIDE_STRUCTURE=live the services: public reads need no account."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
import requests

from pid_emulator import Emulator
from pidguide.compare.content import Content, parse_content

LIVE = os.environ.get("PIDGUIDE_STRUCTURE") == "live"
# Who asks, as Crossref's etiquette wants it; the address is that of whoever runs it.
AGENT = "pid-guide structure tests"
TIMEOUT = 60


@dataclass(frozen=True)
class Asked:
    """What a service answered."""

    status: int
    media_type: str
    location: str
    content: Content


Ask = Callable[[str, str], Asked]


@pytest.fixture(scope="session")
def ask() -> Iterator[Ask]:
    """Return what sends a GET with an Accept, and follows no redirect."""
    registries = None if LIVE else Emulator()

    def send(url: str, accept: str) -> Asked:
        headers = {"accept": accept, "user-agent": _agent()}
        if registries is None:
            live = requests.get(url, headers=headers, timeout=TIMEOUT, allow_redirects=False)
            return _asked(live.status_code, dict(live.headers), live.content)
        answer = registries.request("GET", url, headers, None)
        return _asked(answer.status_code, dict(answer.headers), answer.data)

    yield send


def _agent() -> str:
    contact = os.environ.get("CONTACT_EMAIL")
    return f"{AGENT} (mailto:{contact})" if contact else AGENT


def _asked(status: int, headers: dict[str, str], body: bytes) -> Asked:
    lower = {name.lower(): value for name, value in headers.items()}
    media_type = lower.get("content-type", "")
    bare = media_type.partition(";")[0].strip()
    return Asked(status, bare, lower.get("location", ""), parse_content(media_type, body))
