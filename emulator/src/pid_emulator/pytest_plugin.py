"""Fixtures for pytest: a test that asks for `registries` reaches the emulator, and no network.

It is loaded wherever the emulator is installed, so what it needs is imported where a test asks for it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

if TYPE_CHECKING:
    from pid_emulator import Emulator

RECORDS, ALLOW_HOSTS = "registries_records", "registries_allow_hosts"
TOO_LATE = (
    "registries must be an argument of the test or of a fixture it names, or stand in usefixtures: "
    "asked for by getfixturevalue, it comes too late to close the network."
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini(RECORDS, "Folders of records for the registries besides the built-in ones.", "paths", [])
    parser.addini(ALLOW_HOSTS, "Hosts that tests with the registries may reach as well.", "args", [])


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_Registries(config), "pid-emulator registries")


@pytest.fixture(scope="session")
def registries(_running_registries: Emulator) -> Emulator:
    """The emulator: doi.org, Crossref, DataCite and ORCID under their own names, for every client.

    Processes that a test starts find it too. Nothing else is reached. Each test begins from the start state.
    """
    return _running_registries


@pytest.fixture
def registries_credentials(registries: Emulator, request: pytest.FixtureRequest) -> dict[str, str]:
    """Credentials that work in this test, as they stand in its environment: DATACITE_PASSWORD and so on."""
    return dict(_plugin(request.config).credentials)


@pytest.fixture
def registries_skip_waiting(registries: Emulator) -> Iterator[None]:
    """Let time.sleep put the registries' clock forward instead of waiting."""
    import time

    with patch.object(time, "sleep", registries.world.clock.advance):
        yield


@pytest.fixture(scope="session")
def _running_registries(request: pytest.FixtureRequest) -> Emulator:
    plugin = _plugin(request.config)
    if plugin.failure:
        pytest.fail(plugin.failure, pytrace=False)
    if plugin.running is None:
        pytest.fail(TOO_LATE, pytrace=False)
    return plugin.running


def _plugin(config: pytest.Config) -> _Registries:
    found: _Registries = config.pluginmanager.get_plugin("pid-emulator registries")  # type: ignore[assignment]
    return found


class _Registries:
    """One emulator for the session, started for the first test that asks for it, and reset for each one."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self.running: Emulator | None = None
        self.failure = ""
        self.credentials: dict[str, str] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Lead a test here from before its first fixture, of whatever scope, to after its last."""
        if "_running_registries" not in getattr(item, "fixturenames", ()):
            return (yield)
        try:
            running = self._start()
        except ValueError as error:
            self.failure = str(error)
            return (yield)
        from pid_emulator.in_process import led_here

        running.reset()
        self.credentials = running.environment()
        addresses = running.addresses()
        with led_here(running, {**self.credentials, **addresses}, self._config.getini(ALLOW_HOSTS)):
            return (yield)

    def _start(self) -> Emulator:
        """Return the running emulator. Raises ValueError, in one line, where it cannot run."""
        from pid_emulator import Emulator
        from pid_emulator.core.records import refuse_other_layout
        from pid_emulator.emulator import KINDS

        if self.running is None:
            folders = self._config.getini(RECORDS)
            for folder in folders:
                refuse_other_layout(folder, KINDS)
            started = Emulator(folders)
            started.start()
            self.running = started
        return self.running

    def pytest_unconfigure(self) -> None:
        if self.running is not None:
            self.running.stop()
