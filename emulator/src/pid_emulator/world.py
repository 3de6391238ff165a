"""Everything the emulated registries know, built from record files and put back by one call."""

import gc
import pickle
import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pid_emulator.core.clock import Clock
from pid_emulator.core.collection import is_reading
from pid_emulator.crossref.store import CrossrefStore
from pid_emulator.datacite.store import DataCiteStore
from pid_emulator.doi_org.store import HandleStore
from pid_emulator.orcid.record.webhooks import Deliver, deliver_in_background
from pid_emulator.orcid.store import OrcidStore

if TYPE_CHECKING:
    from pid_emulator.core.state_file import StateFile
    from pid_emulator.crossref.deposit.queue import DepositQueue

Versions = tuple[tuple[Path, int, int], ...]

BUILT_IN_RECORDS = Path(__file__).parent / "records"
_DEPTHS = ("*/*/*.json", "*/*/*/*.json")  # crossref/works/….json, datacite/test/dois/….json
_PARTS = ("crossref", "datacite", "doi_org", "orcid", "deposits")


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

    def __init__(
        self,
        record_folders: Sequence[Path] = (),
        *,
        built_in_records: bool = True,
        data: Path | None = None,
        seed: int | None = None,
    ) -> None:
        """Read the records; or, where the folder `data` holds state already, go on from that.

        With a `seed`, what is random and what time it is follow from that number alone. Raises ValueError
        where a record file or that folder cannot be used.
        """
        self.record_folders = (*([BUILT_IN_RECORDS] if built_in_records else []), *record_folders)
        self._seed = seed or 0
        self.clock = Clock(None if seed is None else _beginning(seed))
        self.random = random.Random()
        self.deliver_webhooks: Deliver = deliver_in_background
        self._parts: dict[str, Any] = {}
        self._used: set[str] = set()
        self._snapshots: list[bytes] = []
        self._file = _state_file(data) if data else None
        if self._file and self._file.parts:
            self._load_state()
        else:
            self.reset()

    @property
    def crossref(self) -> CrossrefStore:
        """What Crossref knows."""
        store: CrossrefStore = self._part("crossref")
        return store

    @property
    def datacite(self) -> DataCiteStore:
        """What DataCite knows, production and test system."""
        store: DataCiteStore = self._part("datacite")
        return store

    @property
    def handles(self) -> HandleStore:
        """What doi.org knows beside what the agencies do."""
        store: HandleStore = self._part("doi_org")
        return store

    @property
    def orcid(self) -> OrcidStore:
        """What ORCID knows: records, clients, tokens."""
        store: OrcidStore = self._part("orcid")
        return store

    @property
    def deposits(self) -> "DepositQueue":
        """What has been deposited at Crossref."""
        queue: DepositQueue = self._part("deposits")
        return queue

    def _part(self, name: str) -> Any:
        """Return a part of the state; a fresh copy when it is first asked for: few requests ask for more."""
        if not is_reading():
            self._used.add(name)
        if name not in self._parts:
            self._parts[name] = self._load(name)
        return self._parts[name]

    def _load(self, name: str) -> Any:
        if self._file and name in self._file.parts:
            return self._file.load(name)
        return _new_queue() if name == "deposits" else self._originals[name].copy()

    def reset(self) -> None:
        """Forget everything that requests have changed.

        Raises ValueError, and forgets nothing, where a record file has become unreadable meanwhile or the
        state cannot be kept.
        """
        self._originals = _originals(self.record_folders, _versions(self.record_folders))
        self._parts = {}
        self._used = set()
        self.clock.reset()
        self.random.seed(self._seed)
        if self._file:
            self._parts = {
                "deposits": _new_queue(),
                **{name: original.copy() for name, original in self._originals.items()},
            }
            self._used = set(self._parts)
            self.save()

    def state(self) -> bytes:
        """Return the whole state as it is, for `restore` in a process of the same version."""
        return pickle.dumps((self._parts, self.clock.ahead, self.random.getstate()), pickle.HIGHEST_PROTOCOL)

    def restore(self, state: bytes) -> None:
        """Put back what `state` has returned. It is trusted: unpickling can run whatever was put in it."""
        with garbage_left_alone():
            self._parts, self.clock.ahead, random = pickle.loads(state)
        self.random.setstate(random)
        self._used = set(self._parts)

    def take_snapshot(self) -> int:
        """Remember the whole state, until the process ends; return the number to restore it by."""
        for name in _PARTS:
            self._part(name)
        self._snapshots.append(self.state())
        return len(self._snapshots)

    def restore_snapshot(self, number: int) -> None:
        """Go back to a state that was remembered. Raises LookupError where there is no such number."""
        if not 0 < number <= len(self._snapshots):
            raise LookupError(number)
        self.restore(self._snapshots[number - 1])

    def save(self) -> None:
        """Keep what has changed since the last time, where there is a folder for it.

        Raises ValueError, in one line; all that was not kept is then forgotten.
        """
        if self._file is None:
            return
        used = {name: self._parts[name] for name in self._used if name in self._parts}
        try:
            self._file.save({**used, "world": (self.clock.ahead, self.random.getstate())})
        except ValueError:
            self._load_state()
            raise
        self._used = set()

    def _load_state(self) -> None:
        assert self._file is not None
        self._parts = {}
        self._used = set()
        if "world" in self._file.parts:
            self.clock.ahead, state = self._file.load("world")
            self.random.setstate(state)

    def close(self) -> None:
        """Let go of the folder where state is kept."""
        if self._file:
            self._file.close()


def _beginning(seed: int) -> datetime:
    """Return the moment of 2026 at which time begins under a seed."""
    return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=random.Random(seed).randrange(365 * 86_400))


def _new_queue() -> "DepositQueue":
    """Return an empty queue; what checks deposits is loaded by who makes any."""
    from pid_emulator.crossref.deposit.queue import DepositQueue

    return DepositQueue()


def _state_file(folder: Path) -> "StateFile":
    """Open the file in a folder where state is kept; SQLite is loaded by who keeps any. Raises ValueError."""
    from pid_emulator.core.state_file import StateFile

    return StateFile(folder)


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
    with garbage_left_alone():
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
        with garbage_left_alone():
            return pickle.loads(self._pickled)


@contextmanager
def garbage_left_alone() -> Iterator[None]:
    """Make millions of objects that all stay, without a look for garbage among them again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
