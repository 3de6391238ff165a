"""What the DOI proxy knows: handle records, the agency of each prefix, and other agencies' metadata."""

from collections.abc import Iterable
from pathlib import Path

from pid_emulator.core.records import Record, add_records
from pid_emulator.doi_org.names import fold, prefix_of

KINDS = ("handles", "prefixes", "csl")


class HandleStore:
    """Records of the DOI proxy, by kind.

    - `handles`: what `/api/handles/{doi}` answers, `{"handle": …, "values": […]}`.
    - `prefixes`: an entry of what `/doiRA/{doi}` answers, `{"DOI": "10.5240", "RA": "EIDR"}`; where
      `DOI` is a whole DOI, it says that this one exists, too.
    - `csl`: CSL JSON with a `DOI`, served where JaLC and mEDRA negotiate content.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self._handles: dict[str, Record] = {}
        self._agencies: dict[str, str | None] = {}
        self._csl: dict[str, Record] = {}
        add_records(folders, KINDS, self.add)

    def add(self, kind: str, record: Record) -> None:
        """Add one record in the service's own format. Raises ValueError in one clear line when malformed."""
        if kind == "handles":
            if not isinstance(record.get("values", []), list):
                raise ValueError("A handle record's values must be a list.")
            self._handles[fold(_name(record, "handle"))] = {"values": [], **record}
        elif kind == "prefixes":
            name = fold(_name(record, "DOI"))
            if "RA" in record:
                self._agencies[name] = str(record["RA"])
                self._agencies.setdefault(prefix_of(name), str(record["RA"]))
            elif record.get("status") == "Unknown":
                self._agencies[name] = None
        elif kind == "csl":
            self._csl[fold(_name(record, "DOI"))] = record
        else:
            raise ValueError(f"The DOI proxy keeps no records called {kind}, only {', '.join(KINDS)}.")

    def handle(self, name: str) -> Record | None:
        """Return a stored handle record, None where there is none."""
        return self._handles.get(fold(name))

    def csl(self, doi: str) -> Record | None:
        """Return another agency's CSL JSON of a DOI."""
        return self._csl.get(fold(doi))

    def knows(self, name: str) -> bool:
        """Tell whether a DOI or a prefix is listed by name."""
        return fold(name) in self._agencies

    def agency(self, name: str) -> str | None:
        """Return the agency listed for a DOI, else the one listed for its prefix."""
        key = fold(name)
        return self._agencies.get(key) or self._agencies.get(prefix_of(key))


def _name(record: Record, field: str) -> str:
    name = record.get(field)
    if not isinstance(name, str) or not name:
        raise ValueError(f"A record must name its DOI in {field}.")
    return name
