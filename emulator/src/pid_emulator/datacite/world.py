"""What DataCite's services need of the world they answer about."""

from random import Random
from typing import Protocol

from pid_emulator.core.clock import Clock
from pid_emulator.datacite.store import DataCiteStore


class DataCiteWorld(Protocol):
    """The time, the random numbers, and what DataCite knows."""

    clock: Clock
    random: Random

    @property
    def datacite(self) -> DataCiteStore: ...
