"""Writes the three data files into a folder: the same bytes each time, part by part."""

import json
from pathlib import Path

from pidguide.basics.errors import UserError
from pidguide.basics.files import replace_file
from pidguide.basics.progress import track
from pidguide.datafiles import crossref, datacite, orcid
from pidguide.datafiles.parts import Part

STAMP = "generated.json"  # says how many records a folder was begun with


def write_data(folder: Path, records: int) -> int:
    """Write files of so many Crossref works, DataCite DOIs and people each; return how many parts it wrote.

    A part that is there already stays: an interrupted run goes on where it stopped. Raises UserError where
    the folder holds anything else, OSError, naming the file, where one cannot be written.
    """
    _begin(folder, records)
    parts = [part for part in parts_of(folder, records) if not part.path.exists()]
    for part in track(parts, "Writing"):
        part.write(part.path)
    return len(parts)


def parts_of(folder: Path, records: int) -> list[Part]:
    """Return all parts of the three files, in the order in which they are written."""
    return [
        *crossref.parts_of(folder, records),
        *datacite.parts_of(folder, records),
        *orcid.parts_of(folder, records),
    ]


def _begin(folder: Path, records: int) -> None:
    """Mark a new folder as ours; refuse one that holds other data, perhaps the real files."""
    stamp = folder / STAMP
    said = json.dumps({"records": records}) + "\n"
    if stamp.is_file():
        if (found := stamp.read_text(encoding="utf-8")) != said:
            raise UserError(
                f"{folder} was begun with {found.strip()}, not {said.strip()}. Name another folder.",
                exit_code=2,
            )
    elif folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(
            f"{folder} is not empty, and not from `pidguide data`. Name a new folder.", exit_code=2
        )
    else:
        replace_file(stamp, said)
