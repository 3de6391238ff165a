"""What ORCID's services need of the world they answer about."""

from random import Random
from typing import Protocol

from pid_emulator.core.clock import Clock
from pid_emulator.orcid.store import OrcidStore


class OrcidWorld(Protocol):
    """The time, the random numbers, and what ORCID knows."""

    clock: Clock
    random: Random

    @property
    def orcid(self) -> OrcidStore: ...
