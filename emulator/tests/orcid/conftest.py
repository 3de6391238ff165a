"""One emulator without a socket for all tests of ORCID's APIs, in its start state for each."""

import pytest

from pid_emulator import Emulator
from pid_emulator.world import BUILT_IN_RECORDS
from support.orcid_people import Asker


@pytest.fixture(scope="package")
def shared_emulator(tmp_path_factory: pytest.TempPathFactory) -> Emulator:
    """An emulator that knows ORCID's built-in records only, so that it is quickly reset."""
    folder = tmp_path_factory.mktemp("records")
    (folder / "orcid").symlink_to(BUILT_IN_RECORDS / "orcid")
    return Emulator([folder], built_in_records=False)


@pytest.fixture
def ask(shared_emulator: Emulator) -> Asker:
    shared_emulator.reset()
    return Asker(shared_emulator)
