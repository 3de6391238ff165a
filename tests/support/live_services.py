"""Live services played by an emulator, and samples to record against them."""

import base64
import json
import socket
from collections.abc import Callable

import pytest

from pid_emulator import Emulator
from pidguide.running import transports
from tests.support.commands import invoke

READ_HANDLE = '''
"""Read a handle."""
import requests


def read_handle() -> str:
    """Return its name. See https://www.doi.org/."""
    headers = {"Accept": "application/json"}
    return requests.get("https://doi.org/api/handles/10.1000/1", headers=headers, timeout=10).json()["handle"]


if __name__ == "__main__":
    print(read_handle())
'''
NO_REQUEST = '"""Say hello."""\nprint("hello")\n'
INTERRUPTED = READ_HANDLE + "    raise KeyboardInterrupt\n"


MAKE_DRAFT = '''
"""Make a draft."""
import os
import requests


def make_draft() -> str:
    """Return its DOI. See https://support.datacite.org/."""
    answer = requests.post(
        "https://api.test.datacite.org/dois",
        json={"data": {"type": "dois", "attributes": {"prefix": os.environ["DATACITE_PREFIX"]}}},
        auth=(os.environ["DATACITE_REPOSITORY_ID"], os.environ["DATACITE_PASSWORD"]),
        headers={"Accept": "application/json"},
        timeout=10,
    )
    return answer.json()["data"]["id"]


if __name__ == "__main__":
    print(make_draft().startswith(os.environ["DATACITE_PREFIX"]))
'''


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[Emulator], Emulator]:
    """Lead the real host names to an emulator, as if it were the live services, with a user's credentials."""

    def lead(registries: Emulator) -> Emulator:
        leads = transports._leads_to(registries.hosts, registries.port, registries.plain_port)
        monkeypatch.setattr(socket, "getaddrinfo", leads)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(registries.ca_file))
        for name, value in registries.environment().items():
            monkeypatch.setenv(name, value)
        return registries

    return lead


def record(*words: str, answer: str = "") -> tuple[int, str]:
    """Run `pidguide record` with these words; return its exit code and output."""
    return invoke("record", *words, answer=answer)


def record_on_emulator(*words: str) -> tuple[int, str]:
    """Run `pidguide record … --via emulator`; return its exit code and output."""
    return record(*words, "--via", "emulator")


def drafts(emulator: Emulator) -> str:
    """Return how many drafts the repository has."""
    account = emulator.environment()
    pair = f"{account['DATACITE_REPOSITORY_ID']}:{account['DATACITE_PASSWORD']}"
    headers = {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}
    answer = emulator.request("GET", "https://api.test.datacite.org/dois?state=draft&page[size]=0", headers)
    return str(json.loads(answer.text)["meta"]["total"])
