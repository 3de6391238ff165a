"""Crossref's public data file, in the layout of 2026: numbered parts, one work a line.

What real files hold and programs stumble over is in it: works without a year, a date 20,000 years off,
reference years such as `2020a`, the same DOI twice in one reference list, DOIs in capitals, aliases.
"""

from copy import deepcopy
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

from pidguide.datafiles.datacite import doi_of
from pidguide.datafiles.form import Form, as_json, gap, some_words
from pidguide.datafiles.orcid import orcid_of
from pidguide.datafiles.parts import Part, write_lines
from pidguide.datafiles.records import built_in_records

FOLDER = "March 2026 Public Data File from Crossref"
IN_A_PART = 5000  # records
MADE = "2026-03-01"  # the newest work of the real file was created on the day before
LAST_INDEXED = {
    "date-parts": [[2026, 2, 27]],
    "date-time": "2026-02-27T09:00:00Z",
    "timestamp": 1772182800000,
}
REFERENCES = 2000  # different ones, from which works choose
LONGEST_LIST = 30  # references; real works have 15 on the average
FAR_OFF = {"date-parts": [[22015, 3, 6]], "date-time": "22015-03-06T00:00:00Z", "timestamp": 632657088000000}


def parts_of(folder: Path, records: int) -> list[Part]:
    """Return the parts of a file of so many works, each with how to write it."""
    numbers = range(-(-records // IN_A_PART))
    return [
        Part(folder / FOLDER / f"{number}.jsonl.gz", partial(_write, number=number, records=records))
        for number in numbers
    ]


def _write(path: Path, number: int, records: int) -> None:
    """Write part `number`; it is drawn by its number, so that it is the same whatever was written before."""
    chance = Random(f"crossref {number}")
    own = range(number * IN_A_PART, min((number + 1) * IN_A_PART, records))
    works = sorted(_work(position, records, chance) for position in own)
    write_lines(path, (line for _, line in works))


def _work(position: int, records: int, chance: Random) -> tuple[str, str]:
    """Return the DOI and the line of the work at a position."""
    templates = _templates()
    copy, which = divmod(position, len(templates))
    doi, form, form_with_orcid = templates[which]
    if copy:
        doi = f"{doi}.{copy:06d}"
    values = {
        "doi": as_json(doi),
        "url": as_json(f"https://doi.org/{doi}"),
        "year": str(chance.randint(1995, 2025)),
        "alias": as_json(f"{doi}.old"),
        "updated_by": as_json([{"DOI": f"{doi}.notice", "type": "correction", "updated": FAR_OFF}]),
        "orcid": as_json(f"https://orcid.org/{orcid_of(chance.randrange(records))}"),
        "authenticated": chance.choice(("true", "false")),
    }
    references = _references(position, records, chance)
    values["references"] = f"[{','.join(references)}]"
    values["reference_count"] = str(len(references))
    return doi, (form_with_orcid if chance.random() < 0.4 else form).fill(values)


def _references(position: int, records: int, chance: Random) -> list[str]:
    references = chance.choices(_all_references(), k=chance.randrange(LONGEST_LIST))
    if chance.random() < 0.1:  # cites a data set, in capitals as publishers do
        data_set = {"key": "data", "doi-asserted-by": "publisher"}
        references.append(as_json(data_set | {"DOI": doi_of(chance.randrange(records)).upper()}))
        if position % 3 == 0:
            references.append(references[-1])
    return references


@cache
def _all_references() -> list[str]:
    chance = Random("references")
    return [
        as_json(
            {
                "key": f"ref{number}",
                "doi-asserted-by": chance.choice(("crossref", "publisher")),
                "first-page": str(chance.randint(1, 999)),
                "DOI": f"10.{chance.randint(1000, 9999)}/j.{chance.randrange(10**9)}",
                "article-title": some_words(chance, 9),
                "volume": str(chance.randint(1, 99)),
                "author": some_words(chance, 1).title(),
                "year": chance.choice(("2015", "1998", "2007", "2020a", "n.d.", "0")),
                "journal-title": some_words(chance, 3),
            }
        )
        for number in range(REFERENCES)
    ]


@cache
def _templates() -> list[tuple[str, Form, Form]]:
    """Return for each work of the emulator its DOI and its form, without and with an author's iD."""
    works = [work for work in built_in_records().works if work["created"]["date-time"] < MADE]
    return [
        (work["DOI"].lower(), Form(_open(work, number)), Form(_with_orcid(_open(work, number))))
        for number, work in enumerate(works)
    ]


def _open(work: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a work with gaps where copies of it differ, as the file of March has it."""
    work = deepcopy(work) | {"DOI": gap("doi"), "URL": gap("url"), "score": 0.0}
    for name in ("issued", "published", "published-online", "published-print"):
        parts = work.get(name, {}).get("date-parts", [[None]])[0]
        if parts and parts[0]:
            parts[0] = gap("year")
    if work["indexed"]["date-time"] >= MADE:
        work["indexed"] = LAST_INDEXED
    if work.get("author"):
        work |= {name: gap("reference_count") for name in ("reference-count", "references-count")}
        work["reference"] = gap("references")
    if work.get("aliases"):
        work["aliases"] = [gap("alias")]
    if number == 0:
        work["updated-by"] = gap("updated_by")
    return work


def _with_orcid(work: dict[str, Any]) -> dict[str, Any]:
    for author in work.get("author", [])[:1]:
        author |= {"ORCID": gap("orcid"), "authenticated-orcid": gap("authenticated")}
    return work
