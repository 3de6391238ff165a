"""DataCite's public data file, in the layout of 2025: a folder for each month of the last change.

Each has parts of at most 10,000 DOIs, one a line, and a table of all DOIs with their state. As in the real
file, an affiliation is now and then an object instead of a list, a part is empty, and registered DOIs stand
in the tables only.
"""

import base64
import hashlib
from collections.abc import Iterator
from copy import deepcopy
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

from pidguide.basics.files import replace_file
from pidguide.datafiles.form import Form, as_json, gap, some_words
from pidguide.datafiles.orcid import orcid_of
from pidguide.datafiles.parts import Part, write_lines
from pidguide.datafiles.records import built_in_records

FOLDER = "DataCite_Public_Data_File_2025"
IN_A_PART = 10_000  # records
EMPTY = "2011-03"  # the month of the part without a record
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
ODD = 211  # one record in so many has an object where the others have a list
WITHDRAWN = 50  # one DOI in so many more is registered, no longer findable
ROR_IDS = [
    "https://ror.org/05gq02987",
    "https://ror.org/04wxnsj81",
    "https://ror.org/013meh722",
    "https://ror.org/01ggx4157",
]
README = (
    "Written by `pidguide data`, in the layout of DataCite's public data file. No DOI here is DataCite's.\n"
)


def parts_of(folder: Path, records: int) -> list[Part]:
    """Return the parts of a file of so many DOIs, each with how to write it; the MANIFEST is last."""
    root = folder / FOLDER
    parts = [Part(root / "dois" / f"updated_{EMPTY}" / "part_0000.jsonl.gz", partial(write_lines, lines=()))]
    for number, month in enumerate(MONTHS):
        of_month = range(records * number // 12, records * (number + 1) // 12)
        month_folder = root / "dois" / f"updated_{month}"
        for first in range(of_month.start, of_month.stop, IN_A_PART):
            own = range(first, min(first + IN_A_PART, of_month.stop))
            name = f"part_{(first - of_month.start) // IN_A_PART:04d}.jsonl.gz"
            parts.append(
                Part(month_folder / name, partial(_write_records, own=own, month=month, people=records))
            )
        table = partial(_write_table, own=of_month, month=month)
        parts.append(Part(month_folder / f"{month}.csv.gz", table))
    parts.append(Part(root / "README", partial(replace_file, content=README)))
    parts.append(Part(root / "MANIFEST", _write_manifest))
    return parts


def doi_of(position: int) -> str:
    """Return the DOI of the record at a position."""
    copy, which = divmod(position, len(_templates()))
    doi = _templates()[which][0]
    return f"{doi}.{copy:06d}" if copy else doi


def _updated(position: int, month: str) -> str:
    return f"{month}-{position % 28 + 1:02d}T12:00:00Z"


def _write_records(path: Path, own: range, month: str, people: int) -> None:
    write_lines(path, _lines(own, month, people))


def _lines(own: range, month: str, people: int) -> Iterator[str]:
    chance = Random(f"datacite {own.start}")
    for position in own:
        doi = doi_of(position)
        prefix, _, suffix = doi.partition("/")
        is_odd = position % ODD == ODD - 1
        values = {
            "doi": as_json(doi),
            "prefix": as_json(prefix),
            "suffix": as_json(suffix),
            "year": str(chance.randint(2005, 2025)),
            "updated": as_json(_updated(position, month)),
            "affiliation": _one_or_list(_affiliation(chance), is_odd),
            "name_identifiers": _one_or_list(_name_identifier(chance, people), is_odd),
            "descriptions": chance.choice(_descriptions()),
        }
        yield _templates()[position % len(_templates())][2].fill(values)


def _one_or_list(value: dict[str, str] | None, is_odd: bool) -> str:
    if value is None:
        return "[]"
    return as_json(value if is_odd else [value])


def _affiliation(chance: Random) -> dict[str, str] | None:
    if chance.random() < 0.5:
        return None
    return {
        "name": some_words(chance, 3).title(),
        "schemeUri": "https://ror.org",
        "affiliationIdentifier": chance.choice(ROR_IDS),
        "affiliationIdentifierScheme": "ROR",
    }


def _name_identifier(chance: Random, people: int) -> dict[str, str] | None:
    if chance.random() < 0.6:
        return None
    return {
        "schemeUri": "https://orcid.org",
        "nameIdentifier": f"https://orcid.org/{orcid_of(chance.randrange(people))}",
        "nameIdentifierScheme": "ORCID",
    }


@cache
def _descriptions() -> list[str]:
    chance = Random("descriptions")
    return [
        as_json([{"description": some_words(chance, chance.randint(0, 500)), "descriptionType": "Abstract"}])
        for _ in range(500)
    ]


@cache
def _templates() -> list[tuple[str, str, Form]]:
    """Return for each DOI of the emulator the DOI, its repository's id and its form."""
    return [
        (record["id"], record["relationships"]["client"]["data"]["id"], Form(_open(record)))
        for record in built_in_records().dois
    ]


def _open(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record with gaps where copies of it differ."""
    record = deepcopy(record) | {"id": gap("doi")}
    attributes = record["attributes"]
    attributes |= {name: gap(name) for name in ("doi", "prefix", "suffix", "updated", "descriptions")}
    attributes["publicationYear"] = gap("year")
    for creator in attributes["creators"][:1]:
        creator |= {"affiliation": gap("affiliation"), "nameIdentifiers": gap("name_identifiers")}
    return record


def _write_table(path: Path, own: range, month: str) -> None:
    write_lines(path, _rows(own, month))


def _rows(own: range, month: str) -> Iterator[str]:
    yield "doi,state,client_id,updated"
    for position in own:
        doi, (_, repository, _) = doi_of(position), _templates()[position % len(_templates())]
        updated = _updated(position, month)
        yield f"{doi},findable,{repository},{updated}"
        if position % WITHDRAWN == 0:
            yield f"{doi}.withdrawn,registered,{repository},{updated}"


def _write_manifest(path: Path) -> None:
    """Write a line for each file: its name, its size in bytes, its SHA-256 in base64."""
    files = sorted(file for file in path.parent.glob("dois/*/*.gz"))
    replace_file(path, "".join(f"{_manifest_line(file, path.parent)}\n" for file in files))


def _manifest_line(file: Path, root: Path) -> str:
    with file.open("rb") as opened:
        digest = base64.b64encode(hashlib.file_digest(opened, "sha256").digest()).decode()
    return f"{file.relative_to(root).as_posix()} {file.stat().st_size} {digest}"
