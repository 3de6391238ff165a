"""Everything the emulated registries know, built from record files and put back by one call."""

import random
from collections.abc import Sequence
from pathlib import Path

from pid_emulator.core.clock import Clock
from pid_emulator.crossref.deposit.queue import DepositQueue
from pid_emulator.crossref.store import CrossrefStore
from pid_emulator.datacite.store import DataCiteStore
from pid_emulator.doi_org.store import HandleStore
from pid_emulator.orcid.store import OrcidStore

BUILT_IN_RECORDS = Path(__file__).parent / "records"


class World:
    """The state behind all services.

    Each store reads its own folder of every record folder: `doi_org/`, `crossref/`, `datacite/`
    and `orcid/`, in it one folder for each kind of record. Later folders add to earlier ones and
    win where both know a record. Without built-in records only the registries' fixed vocabularies
    are left.

    `random` is seeded anew by `reset()`, so that suffixes, put-codes and tokens come out the same
    in every recording.
    """

    def __init__(self, record_folders: Sequence[Path] = (), *, built_in_records: bool = True) -> None:
        self.record_folders = (*([BUILT_IN_RECORDS] if built_in_records else []), *record_folders)
        self.clock = Clock()
        self.random = random.Random()
        self.crossref: CrossrefStore
        self.datacite: DataCiteStore
        self.handles: HandleStore
        self.orcid: OrcidStore
        self.deposits: DepositQueue
        self.reset()

    def reset(self) -> None:
        """Forget everything that requests have changed.

        Raises ValueError, and forgets nothing, where a record file has become unreadable meanwhile.
        """
        crossref = CrossrefStore(self._folders("crossref"))
        datacite = DataCiteStore(self._folders("datacite"))
        handles = HandleStore(self._folders("doi_org"))
        orcid = OrcidStore(self._folders("orcid"))
        self.crossref, self.datacite, self.handles, self.orcid = crossref, datacite, handles, orcid
        self.deposits = DepositQueue()
        self.clock.reset()
        self.random.seed(0)

    def _folders(self, service: str) -> list[Path]:
        return [folder / service for folder in self.record_folders if (folder / service).is_dir()]
