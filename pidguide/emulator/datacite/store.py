"""What datacite knows."""

from collections.abc import Iterable
from pathlib import Path

from pidguide.emulator.records import Record, read_records

KINDS = ('dois', 'clients', 'providers')


class DataCiteStore:
    """Records of datacite, by kind."""

    def __init__(self, folders: Iterable[Path]) -> None:
        folders = list(folders)
        for kind in KINDS:
            for record in read_records(folders, kind):
                self.add(kind, record)

    def add(self, kind: str, record: Record) -> None:
        """Add one record in the service's own format. Raises ValueError in one clear line when malformed."""
