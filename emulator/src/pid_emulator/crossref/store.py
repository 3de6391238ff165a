"""What Crossref knows: works and what surrounds them, each as its REST API gives it."""

from collections.abc import Iterable
from pathlib import Path

from pid_emulator.core.collection import Collection
from pid_emulator.core.records import Record, add_records
from pid_emulator.crossref.search.cursors import Cursors
from pid_emulator.crossref.search.index import Index, prepare
from pid_emulator.crossref.values import as_list, last_part, normalise_doi

KINDS = ("works", "members", "journals", "funders", "prefixes", "types", "licenses", "cursors")
IDENTIFIERS = {
    "works": "DOI",
    "members": "id",
    "journals": "title",
    "funders": "id",
    "prefixes": "prefix",
    "types": "id",
    "licenses": "URL",
    "cursors": "cursor",
}


class CrossrefStore:
    """Records of Crossref by kind, in the order they came, and the cursors that are open.

    `works` is the `message` of /works/{doi}; the other kinds are those of their own routes, but for
    `cursors`: `{"cursor": …}` is one that counts as handed out before.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self._records: dict[str, Collection[Record]] = {kind: Collection() for kind in KINDS}
        self._aliases: dict[str, str] = {}
        self._index: Index | None = None
        self.cursors = Cursors()
        add_records(folders, KINDS, self.add)

    def add(self, kind: str, record: Record) -> None:
        """Add one record; it takes the place of the one with the same identifier.

        A work without `indexed` is part of one, as an answer to `select` is, and only adds to what is
        known. Raises ValueError, in one line, for a kind that isn't there or a record without identifier.
        """
        if kind not in KINDS:
            raise ValueError(f"Crossref has no {kind}; its kinds are {', '.join(KINDS)}")
        name = IDENTIFIERS[kind]
        identifier = record.get(name)
        if identifier in (None, "") or isinstance(identifier, (dict, list)):
            raise ValueError(f"A record of Crossref's {kind} needs {name}")
        if kind == "works" and not isinstance(identifier, str):
            raise ValueError(f"A work's DOI is text, not {identifier!r}")
        if kind == "cursors":
            self.cursors.remember(str(identifier))
            return
        known = self._records[kind]
        if kind == "works":
            key = normalise_doi(str(identifier))
            known[key] = record if "indexed" in record else {**known.get(key, {}), **record}
            for alias in as_list(record.get("aliases")):
                self._aliases[normalise_doi(str(alias))] = key
        elif kind == "journals":
            issns = record.get("ISSN")
            known[",".join(issns) if isinstance(issns, list) and issns else str(identifier)] = record
        else:
            known[last_part(identifier) if kind in ("funders", "prefixes") else str(identifier)] = record

    def all(self, kind: str) -> Collection[Record]:
        """Return the records of a kind by their keys: the DOI in lower case, an id, a bare prefix."""
        return self._records[kind]

    def work(self, doi: str) -> Record | None:
        """Return the work with this DOI, however it is written, or None."""
        return self._records["works"].get(normalise_doi(doi))

    def target_of_alias(self, doi: str) -> str | None:
        """Return the DOI that `doi` is an alias of, or None."""
        return self._aliases.get(normalise_doi(doi))

    @property
    def index(self) -> Index:
        """The index over all works, up to date."""
        index = self._known_index()
        index.refresh()
        return index

    def prepare(self) -> None:
        """Make the index before it is asked for."""
        prepare(self._known_index())

    def _known_index(self) -> Index:
        if self._index is None:
            self._index = Index(self._records["works"])
        return self._index

    def __getstate__(self) -> dict[str, object]:
        """Copy all but the index: that of the copy has its own works to look at."""
        return {**vars(self), "_index": None}
