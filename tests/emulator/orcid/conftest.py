"""One emulator without a socket for all tests of ORCID's APIs, in its start state for each."""

import pytest

from pidguide.emulator import Emulator
from tests.emulator.orcid.people import Asker


@pytest.fixture(scope="package")
def shared_emulator() -> Emulator:
    return Emulator()


@pytest.fixture
def ask(shared_emulator: Emulator) -> Asker:
    shared_emulator.reset()
    return Asker(shared_emulator)
