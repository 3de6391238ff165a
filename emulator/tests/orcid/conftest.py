"""ORCID without a socket, in its start state for each test."""

import pytest

from pid_emulator import Emulator
from pid_emulator.world import BUILT_IN_RECORDS
from support.orcid_oauth import add_carberry
from support.orcid_people import CARBERRY, Asker
from support.orcid_website import Browser


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


@pytest.fixture
def browser() -> Browser:
    """A browser at an ORCID where Josiah Carberry is the only person."""
    emulator = Emulator(built_in_records=False)
    emulator.world.orcid.add(
        "records",
        {
            "orcid-identifier": {"path": CARBERRY},
            "person": {
                "name": {
                    "given-names": {"value": "Josiah"},
                    "family-name": {"value": "Carberry"},
                    "visibility": "public",
                },
                "emails": {"email": [{"email": "carberry@example.org", "visibility": "private"}]},
            },
        },
    )
    return Browser(emulator)


@pytest.fixture
def orcid() -> Emulator:
    """An emulator that knows Josiah Carberry alone, whose name is public, new for each test."""
    emulator = Emulator(built_in_records=False)
    add_carberry(emulator)
    return emulator
