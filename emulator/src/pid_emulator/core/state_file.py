"""State that lasts: what requests have changed, in an SQLite file that a crash at any moment leaves whole.

The state comes in parts, each any object with collections in it. A change costs what has changed: of a
collection the records that may have, of the rest of a part all of it.
"""

import io
import pickle
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pid_emulator.core.collection import Collection

FILE_NAME = "emulator.sqlite3"
# Another number for each change to what is kept, or to the classes that it is made of.
LAYOUT = 1
_TABLES = """
CREATE TABLE layout (number INTEGER NOT NULL);
CREATE TABLE parts (part TEXT PRIMARY KEY, rest BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE records (
  part TEXT NOT NULL, collection TEXT NOT NULL, position INTEGER NOT NULL,
  key TEXT NOT NULL, record BLOB NOT NULL,
  PRIMARY KEY (part, collection, key)
);
"""
_OTHER_FOLDER = "Name a folder that can be written."
_HARMLESS = {"builtins", "collections", "datetime"}


class CannotKeep(ValueError):
    """A folder where state cannot be kept, or state that is of no use; the text says what to do."""


class StateFile:
    """The file in a folder, for this process alone."""

    def __init__(self, folder: Path) -> None:
        """Open it, or make an empty one. Raises CannotKeep."""
        self._folder = folder
        self._saved: dict[tuple[str, str], tuple[Collection[Any], dict[str, None]]] = {}
        self._rests: dict[str, bytes] = {}
        with self._reasons():
            folder.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(
                folder / FILE_NAME, timeout=0, isolation_level=None, check_same_thread=False
            )
            self._prepare()

    def _prepare(self) -> None:
        self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute("BEGIN IMMEDIATE")
        if not self._database.execute("SELECT 1 FROM sqlite_master").fetchone():
            for statement in _TABLES.split(";\n")[:-1]:
                self._database.execute(statement)
            self._database.execute("INSERT INTO layout VALUES (?)", (LAYOUT,))
        self._database.execute("COMMIT")
        if self._database.execute("SELECT number FROM layout").fetchall() != [(LAYOUT,)]:
            raise CannotKeep(
                f"{self._folder} holds the state of another version of the emulator. Name another folder."
            )

    def close(self) -> None:
        """Close the file. What was saved stays."""
        self._database.close()

    @property
    def parts(self) -> list[str]:
        """The names of the parts that are kept; none in a new file."""
        return [part for (part,) in self._database.execute("SELECT part FROM parts")]

    def load(self, part: str) -> Any:
        """Return a part as it was saved last. Raises CannotKeep where it cannot be read."""
        with self._reasons(), _damage_told(self._folder):
            (rest,) = self._database.execute("SELECT rest FROM parts WHERE part = ?", (part,)).fetchone()
            unpickler = _Unpickler(io.BytesIO(rest), lambda name: self._load_collection(part, name))
            loaded = unpickler.load()
        self._rests[part] = rest
        return loaded

    def _load_collection(self, part: str, name: str) -> Collection[Any]:
        rows = self._database.execute(
            "SELECT key, record FROM records WHERE part = ? AND collection = ? ORDER BY position",
            (part, name),
        )
        collection = Collection({key: _Unpickler(io.BytesIO(record)).load() for key, record in rows})
        changed = collection.watch()
        changed.clear()
        self._saved[part, name] = collection, changed
        return collection

    def save(self, parts: Mapping[str, Any]) -> None:
        """Save what has changed in these parts, all of it or nothing. Raises CannotKeep."""
        rests = {}
        found: dict[tuple[str, str], Collection[Any]] = {}
        for part, content in parts.items():
            pickler = _Pickler()
            rests[part] = pickler.pickled(content)
            found |= {(part, name): each for name, each in pickler.collections.items()}
        with self._reasons(), self._transaction():
            for part, rest in rests.items():
                if self._rests.get(part) != rest:
                    self._database.execute("INSERT OR REPLACE INTO parts VALUES (?, ?)", (part, rest))
            watched = {place: self._save_collection(*place, each) for place, each in found.items()}
        for place, changed in watched.items():
            changed.clear()
            self._saved[place] = found[place], changed
        self._rests |= rests

    def _save_collection(self, part: str, name: str, collection: Collection[Any]) -> dict[str, None]:
        """Save the changed records of a collection; return what received their keys."""
        known, changed = self._saved.get((part, name), (None, {}))
        if known is not collection:  # another one has come in its place
            changed = collection.watch()
            self._database.execute("DELETE FROM records WHERE part = ? AND collection = ?", (part, name))
        self._database.executemany(
            "DELETE FROM records WHERE part = ? AND collection = ? AND key = ?",
            ((part, name, key) for key in changed if key not in collection),
        )
        # A record that is there already keeps its position.
        self._database.executemany(
            "INSERT INTO records VALUES (?1, ?2, (SELECT coalesce(max(rowid), 0) + 1 FROM records), ?3, ?4)"
            " ON CONFLICT DO UPDATE SET record = ?4",
            (
                (part, name, key, pickle.dumps(collection.peek(key), pickle.HIGHEST_PROTOCOL))
                for key in changed
                if key in collection
            ),
        )
        return changed

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise

    @contextmanager
    def _reasons(self) -> Iterator[None]:
        """Say in one line why something failed, and what to do."""
        try:
            yield
        except OSError as error:
            raise CannotKeep(
                f"State cannot be kept in {self._folder}: {error.strerror}. {_OTHER_FOLDER}"
            ) from None
        except sqlite3.Error as error:
            raise CannotKeep(f"State cannot be kept in {self._folder}: {_reason(error)}") from None


@contextmanager
def _damage_told(folder: Path) -> Iterator[None]:
    """Say in one line that state cannot be read: damaged bytes make pickle raise nearly anything."""
    try:
        yield
    except (sqlite3.Error, OSError):
        raise  # those have reasons of their own
    except Exception as error:
        raise CannotKeep(
            f"{folder} holds state that cannot be read ({error}). Name another folder."
        ) from None


def _reason(error: sqlite3.Error) -> str:
    text = str(error)
    if "locked" in text:
        return "another emulator is using it. Stop that one, or name another folder."
    if "full" in text:
        return "the disk is full. Make room: until then nothing is changed."
    if "not a database" in text or "malformed" in text:
        return f"{FILE_NAME} there is no state of an emulator ({text}). Name another folder."
    return f"{text}. {_OTHER_FOLDER}"


class _Pickler(pickle.Pickler):
    """Pickles a part without its collections, and gathers them: "0", "1", … as they come."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        super().__init__(self._buffer, pickle.HIGHEST_PROTOCOL)
        self.collections: dict[str, Collection[Any]] = {}
        self._names: dict[int, str] = {}

    def pickled(self, content: Any) -> bytes:
        self.dump(content)
        return self._buffer.getvalue()

    def persistent_id(self, obj: Any) -> str | None:
        if not isinstance(obj, Collection):
            return None
        name = self._names.setdefault(id(obj), str(len(self._names)))
        self.collections[name] = obj
        return name


class _Unpickler(pickle.Unpickler):
    """Reads back what the emulator has written, and makes nothing that is not its own or harmless."""

    def __init__(self, file: io.BytesIO, collection: Any = None) -> None:
        super().__init__(file)
        self._collection = collection

    def find_class(self, module: str, name: str) -> Any:
        is_own = module == "pid_emulator" or module.startswith("pid_emulator.")
        found = super().find_class(module, name) if is_own or module in _HARMLESS else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"it names {module}.{name}")
        return found

    def persistent_load(self, pid: str) -> Any:
        return self._collection(pid)
