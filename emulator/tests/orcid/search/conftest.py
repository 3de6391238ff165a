"""The people that searches look for."""

import pytest

from pid_emulator import Emulator
from support.orcid_search import three_people


@pytest.fixture(scope="module")
def orcid() -> Emulator:
    """An emulator that knows three people, without a socket."""
    return three_people()
