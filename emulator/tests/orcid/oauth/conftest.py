"""ORCID with one person, Josiah Carberry, whose name is public."""

import pytest

from pid_emulator import Emulator
from support.empty_emulator import empty_emulator
from support.orcid_oauth import add_carberry


@pytest.fixture
def orcid() -> Emulator:
    """An emulator that knows him alone, without a socket, new for each test."""
    emulator = empty_emulator()
    add_carberry(emulator)
    return emulator
