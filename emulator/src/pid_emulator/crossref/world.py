"""What Crossref's services need of the world they answer about."""

from random import Random
from typing import Protocol

from pid_emulator.core.clock import Clock
from pid_emulator.crossref.store import CrossrefStore


class CrossrefWorld(Protocol):
    """The time, the random numbers, and what Crossref knows."""

    clock: Clock
    random: Random

    @property
    def crossref(self) -> CrossrefStore: ...
