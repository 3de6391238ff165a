"""Check that a public data file arrived whole: missing, cut off or different parts."""

import base64
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

CROSSREF = "*/*.jsonl.gz"
DATACITE = "DataCite_Public_Data_File_2025"


def find_damage(folder: Path) -> Iterator[str]:
    """Yield a line for each DataCite file that is not what MANIFEST says.

    Its lines are a name, a size in bytes and a SHA-256 in base64.
    https://support.datacite.org/docs/datacite-monthly-data-file
    """
    manifest = (folder / "MANIFEST").read_text()
    # region excerpt
    for line in manifest.splitlines():
        name, size, expected = line.split()
        if not (folder / name).exists():
            yield f"{name} is missing"
        elif (folder / name).stat().st_size != int(size):
            yield f"{name} is cut off"
        else:
            with (folder / name).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").digest()
            if base64.b64encode(digest).decode() != expected:
                yield f"{name} has other content"
    # endregion


def find_gaps(folder: Path) -> Iterator[str]:
    """Yield a line for each Crossref part missing, from 0 to the last there is."""
    numbers = {int(part.name.split(".")[0]) for part in folder.glob(CROSSREF)}
    for number in range(max(numbers, default=0) + 1):
        if number not in numbers:
            yield f"{number}.jsonl.gz is missing"


if __name__ == "__main__":
    data = Path(os.environ["PID_DATA"])
    try:
        damage = [*find_gaps(data), *find_damage(data / DATACITE)]
    except OSError as error:
        sys.exit(f"check_download: {error}")
    if damage:
        sys.exit(f"check_download: {len(damage)} damaged, first: {damage[0]}")
    print("all parts are whole")
