"""ORCID's summaries of 2025: one tar.gz, a record's XML in the folder of its iD's last three characters."""

import io
import tarfile
from collections.abc import Iterator
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from random import Random

from pidguide.cassettes.placeholders import whole_orcid_id
from pidguide.datafiles.parts import Part, gzip_whole
from pidguide.datafiles.records import built_in_records

FOLDER = "ORCID_2025_10_summaries"
LOCKED = 101  # one record in so many is locked
# What the file holds in the place of a locked record.
ERROR = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<error:error xmlns:error="http://www.orcid.org/ns/error">
    <error:response-code>409</error:response-code>
    <error:developer-message>409 Conflict: The ORCID record is locked and cannot be edited. \
ORCID https://orcid.org/{orcid}</error:developer-message>
    <error:user-message>The ORCID record is locked.</error:user-message>
    <error:error-code>9018</error:error-code>
    <error:more-info>https://members.orcid.org/api/resources/troubleshooting</error:more-info>
</error:error>
"""


def parts_of(folder: Path, records: int) -> list[Part]:
    """Return the one part of a file of so many people, with how to write it."""
    return [Part(folder / f"{FOLDER}.tar.gz", partial(_write, records=records))]


def orcid_of(position: int) -> str:
    """Return the iD of the person at a position: one of the emulator's, then made-up ones beside them."""
    known = _ids()
    if position < len(known):
        return known[position]
    return whole_orcid_id(f"00099{position + 1_000_000_000:010d}")


@cache
def _ids() -> list[str]:
    return list(built_in_records().people)


def _write(path: Path, records: int) -> None:
    with gzip_whole(path) as compressed, tarfile.open(fileobj=compressed, mode="w|") as archive:
        for name, content in _files(records):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))


def _files(records: int) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file, folder by folder."""
    chance = Random("orcid")
    people = sorted((orcid_of(position)[-3:], position) for position in range(records))
    for folder, members in groupby(people, key=lambda one: one[0]):
        for _, position in members:
            orcid = orcid_of(position)
            yield f"{FOLDER}/{folder}/{orcid}.xml", _record(position, orcid, chance).encode()


def _record(position: int, orcid: str, chance: Random) -> str:
    if position % LOCKED == LOCKED // 2:
        return ERROR.format(orcid=orcid)
    known = built_in_records().people
    if position < len(known):
        return known[orcid]
    template = chance.choices(_ids(), weights=_weights())[0]
    return known[template].replace(template, orcid)


@cache
def _weights() -> list[float]:
    """Return how often each record is copied: the short ones most, since most people's records are short."""
    return [1 / len(record) ** 2 for record in built_in_records().people.values()]
