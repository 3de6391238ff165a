import pytest

from pid_emulator import Emulator
from support.datacite_rest import Rest


@pytest.fixture(scope="module")
def _emulator() -> Emulator:
    return Emulator()


@pytest.fixture
def rest(_emulator: Emulator) -> Rest:
    """The REST API in its start state."""
    _emulator.reset()
    return Rest(_emulator)
