"""What doi.org's services need of the world: the handles, and the records that the agencies keep."""

from random import Random
from typing import Protocol

from pid_emulator.core.clock import Clock
from pid_emulator.crossref.store import CrossrefStore
from pid_emulator.datacite.store import DataCiteStore
from pid_emulator.doi_org.store import HandleStore


class DoiOrgWorld(Protocol):
    """The time, the random numbers, what the proxy knows, and what Crossref and DataCite know."""

    clock: Clock
    random: Random

    @property
    def handles(self) -> HandleStore: ...

    @property
    def crossref(self) -> CrossrefStore: ...

    @property
    def datacite(self) -> DataCiteStore: ...
