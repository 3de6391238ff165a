"""A sample meets only what its transport leads to, and no credentials of its user but over live."""

import os
import socket
import time
from pathlib import Path

import pytest
import requests

from pid_emulator import Emulator
from pidguide.cassettes import placeholders
from pidguide.cassettes.traffic import RecordedTraffic
from pidguide.running import transports
from tests.support.recordings import WORK_URL, work_interaction, write_recording


@pytest.fixture(autouse=True)
def own_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORCID_CLIENT_SECRET", "my own")
    monkeypatch.delenv("ORCID_NONCE", raising=False)


def test_the_emulator_is_reached_by_real_names_and_no_other_host_is(emulator: Emulator) -> None:
    before = emulator.world.clock.now()
    with transports.emulator(emulator) as credentials:
        assert os.environ["ORCID_CLIENT_SECRET"] == credentials["ORCID_CLIENT_SECRET"] != "my own"
        assert requests.get("https://doi.org/api/handles/10.1000/1", timeout=10).status_code == 200
        with pytest.raises(socket.gaierror, match="example.org is not emulated"):
            socket.getaddrinfo("example.org", 443)
        time.sleep(3600)
    assert (emulator.world.clock.now() - before).total_seconds() >= 3600
    assert os.environ["ORCID_CLIENT_SECRET"] == "my own"


def test_over_recordings_of_others_only_what_they_recorded_is_answered(tmp_path: Path) -> None:
    write_recording(tmp_path, "work", work_interaction())
    with transports.recordings(RecordedTraffic([tmp_path])) as used:
        assert os.environ["ORCID_CLIENT_SECRET"] == placeholders.CLIENT_SECRET
        assert requests.get(WORK_URL, timeout=10).json()["message-type"] == "work"
        with pytest.raises(requests.ConnectionError, match="no real answer is at hand"):
            requests.get(f"{WORK_URL}/agency", timeout=10)
    assert [exchange.url for exchange in used] == [WORK_URL]


def test_live_gives_the_users_own_credentials() -> None:
    with transports.live() as credentials:
        assert credentials["ORCID_CLIENT_SECRET"] == "my own"
        assert "ORCID_NONCE" not in credentials
