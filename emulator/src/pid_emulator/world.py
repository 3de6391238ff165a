"""Everything the emulated registries know, built from record files and put back by one call."""

import gc
import pickle
import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pid_emulator.core.clock import Clock
from pid_emulator.crossref.deposit.queue import DepositQueue
from pid_emulator.crossref.store import CrossrefStore
from pid_emulator.datacite.store import DataCiteStore
from pid_emulator.doi_org.store import HandleStore
from pid_emulator.orcid.record.webhooks import Deliver, deliver_in_background
from pid_emulator.orcid.store import OrcidStore

Versions = tuple[tuple[Path, int, int], ...]

BUILT_IN_RECORDS = Path(__file__).parent / "records"
_DEPTHS = ("*/*/*.json", "*/*/*/*.json")  # crossref/works/….json, datacite/test/dois/….json


class World:
    """The state behind all services.

    Each store reads its own folder of every record folder: `doi_org/`, `crossref/`, `datacite/`
    and `orcid/`, in it one folder for each kind of record. Later folders add to earlier ones and
    win where both know a record. Without built-in records only the registries' fixed vocabularies
    are left.

    `random` is seeded anew by `reset()`, so that suffixes, put-codes and tokens come out the same
    in every recording. `deliver_webhooks` makes ORCID's calls to webhooks; put another in its place
    where no thread can be started.
    """

    def __init__(self, record_folders: Sequence[Path] = (), *, built_in_records: bool = True) -> None:
        self.record_folders = (*([BUILT_IN_RECORDS] if built_in_records else []), *record_folders)
        self.clock = Clock()
        self.random = random.Random()
        self.deliver_webhooks: Deliver = deliver_in_background
        self.deposits: DepositQueue
        self.reset()

    @cached_property
    def crossref(self) -> CrossrefStore:
        """What Crossref knows."""
        store: CrossrefStore = self._load("crossref")
        return store

    @cached_property
    def datacite(self) -> DataCiteStore:
        """What DataCite knows, production and test system."""
        store: DataCiteStore = self._load("datacite")
        return store

    @cached_property
    def handles(self) -> HandleStore:
        """What doi.org knows beside what the agencies do."""
        store: HandleStore = self._load("doi_org")
        return store

    @cached_property
    def orcid(self) -> OrcidStore:
        """What ORCID knows: records, clients, tokens."""
        store: OrcidStore = self._load("orcid")
        return store

    def _load(self, service: str) -> Any:
        """Return a fresh copy of a store, when it is first asked for: few requests ask for more than one."""
        return self._originals[service].copy()

    def reset(self) -> None:
        """Forget everything that requests have changed.

        Raises ValueError, and forgets nothing, where a record file has become unreadable meanwhile.
        """
        self._originals = _originals(self.record_folders, _versions(self.record_folders))
        for store in ("crossref", "datacite", "handles", "orcid"):
            vars(self).pop(store, None)
        self.deposits = DepositQueue()
        self.clock.reset()
        self.random.seed(0)


def _versions(folders: Iterable[Path]) -> Versions:
    """Return every record file in folders with the time of its last change and its size."""
    files = [file for folder in folders for depth in _DEPTHS for file in sorted(folder.glob(depth))]
    return tuple((file, (state := file.stat()).st_mtime_ns, state.st_size) for file in files)


@lru_cache(maxsize=8)
def _originals(folders: tuple[Path, ...], versions: Versions) -> dict[str, "_Original"]:
    """Return the store of each service from what the files hold in these versions. Raises ValueError."""

    def of(service: str) -> list[Path]:
        return [folder / service for folder in folders if (folder / service).is_dir()]

    kinds = {
        "crossref": CrossrefStore,
        "datacite": DataCiteStore,
        "doi_org": HandleStore,
        "orcid": OrcidStore,
    }
    with _garbage_left_alone():
        return {service: _Original(store(of(service))) for service, store in kinds.items()}


class _Original:
    """A store as it was loaded. It is kept pickled: no other way of copying is as fast."""

    def __init__(self, store: Any) -> None:
        self._pickled = pickle.dumps(store, pickle.HIGHEST_PROTOCOL)
        self._unused = [store]

    def copy(self) -> Any:
        """Return a copy of the store for one's own; the first who asks gets what was loaded itself."""
        if self._unused:
            return self._unused.pop()
        with _garbage_left_alone():
            return pickle.loads(self._pickled)


@contextmanager
def _garbage_left_alone() -> Iterator[None]:
    """Make millions of objects that all stay, without a look for garbage among them again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
