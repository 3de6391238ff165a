"""Crossref's generated file has the layout of the real one, and what real ones hold that is odd."""

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pidguide.datafiles import crossref

# What each work of the REST API has.
ALWAYS = {"DOI", "URL", "type", "created", "deposited", "indexed", "member", "prefix", "publisher", "source"}
ALWAYS |= {"reference-count", "references-count", "is-referenced-by-count", "score", "issued", "resource"}


@pytest.fixture(scope="module")
def works(generated: Path) -> list[dict[str, Any]]:
    (part,) = generated.glob("*/*.jsonl.gz")
    assert part.relative_to(generated).as_posix() == "March 2026 Public Data File from Crossref/0.jsonl.gz"
    with gzip.open(part) as lines:
        return [json.loads(line) for line in lines]


def test_a_line_is_a_work_as_the_api_gives_it_sorted_by_doi(works: list[dict[str, Any]]) -> None:
    assert len(works) == 700
    assert all(work.keys() >= ALWAYS for work in works)
    dois = [work["DOI"] for work in works]
    assert dois == sorted(set(dois))
    assert all(work["URL"] == f"https://doi.org/{work['DOI']}" for work in works)
    assert all(work["reference-count"] == len(work["reference"]) for work in works if "reference" in work)


def test_it_was_made_before_march_2026(works: list[dict[str, Any]]) -> None:
    assert max(work["created"]["date-time"] for work in works) < "2026-03-01"
    assert max(work["indexed"]["date-time"] for work in works) == "2026-02-27T09:00:00Z"


def test_the_odd_records_of_real_files_are_in_it(works: list[dict[str, Any]]) -> None:
    years = [work["issued"]["date-parts"][0][0] for work in works if "issued" in work]
    assert None in years and 1995 in years
    references = [reference for work in works for reference in work.get("reference", [])]
    assert {"2020a", "n.d.", "0"} <= {reference.get("year") for reference in references}
    assert any(reference["DOI"] != reference["DOI"].lower() for reference in references)
    notices = [notice for work in works for notice in work.get("updated-by", [])]
    assert any(notice["updated"]["date-parts"][0][0] > 20_000 for notice in notices)
    twice = [Counter(each.get("DOI") for each in work.get("reference", [])) for work in works]
    assert any(count > 1 for dois in twice for count in dois.values())
    assert any(work.get("aliases") for work in works)
    assert any("ORCID" in author for work in works for author in work.get("author", []))


def test_a_part_has_five_thousand_works_and_is_the_same_in_a_larger_file(tmp_path: Path) -> None:
    names = [part.path.name for part in crossref.parts_of(tmp_path, 12_001)]
    assert names == ["0.jsonl.gz", "1.jsonl.gz", "2.jsonl.gz"]
    last = crossref.parts_of(tmp_path, 5002)[1]
    last.write(last.path)
    with gzip.open(last.path) as lines:
        assert len(list(lines)) == 2
