"""DataCite's generated file has the layout of the real one, and what real ones hold that is odd."""

import base64
import csv
import gzip
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from pidguide.datafiles import datacite

# A DOI as the API gives it in detail, but without `xml`.
ATTRIBUTES = """
    doi prefix suffix identifiers alternateIdentifiers creators titles publisher container publicationYear
    subjects contributors dates language types relatedIdentifiers relatedItems sizes formats version
    rightsList descriptions geoLocations fundingReferences url contentUrl metadataVersion schemaVersion source
    isActive state reason viewCount viewsOverTime downloadCount downloadsOverTime referenceCount citationCount
    citationsOverTime partCount partOfCount versionCount versionOfCount created registered published updated
"""


@pytest.fixture(scope="module")
def root(generated: Path) -> Path:
    return generated / "DataCite_Public_Data_File_2025"


@pytest.fixture(scope="module")
def records(root: Path) -> list[dict[str, Any]]:
    found = []
    for part in sorted(root.glob("dois/updated_*/part_*.jsonl.gz")):
        with gzip.open(part) as lines:
            of_part = [json.loads(line) for line in lines]
        month = part.parent.name.removeprefix("updated_")
        assert all(record["attributes"]["updated"].startswith(month) for record in of_part)
        found += of_part
    return found


@pytest.fixture(scope="module")
def rows(root: Path) -> list[dict[str, str]]:
    found = []
    for table in sorted(root.glob("dois/updated_*/????-??.csv.gz")):
        found += csv.DictReader(io.StringIO(gzip.decompress(table.read_bytes()).decode()))
    return found


def test_a_line_is_a_doi_as_the_api_gives_it(records: list[dict[str, Any]]) -> None:
    assert len({record["id"] for record in records}) == 700
    for record in records:
        assert list(record) == ["id", "type", "attributes", "relationships"]
        assert record["attributes"].keys() == set(ATTRIBUTES.split())
        assert record["attributes"]["doi"] == record["id"]
        assert f"{record['attributes']['prefix']}/{record['attributes']['suffix']}" == record["id"]
        assert isinstance(record["attributes"]["publisher"], dict)


def test_an_affiliation_and_an_id_are_now_and_then_an_object(records: list[dict[str, Any]]) -> None:
    first = [record["attributes"]["creators"][0] for record in records]
    for name in ("affiliation", "nameIdentifiers"):
        kinds = [type(creator[name]) for creator in first]
        assert set(kinds) == {list, dict}
        assert kinds.count(dict) < 5
    assert all(creator["affiliation"] == [] or creator["affiliation"] for creator in first)


def test_one_part_is_empty(root: Path) -> None:
    part = root / "dois" / "updated_2011-03" / "part_0000.jsonl.gz"
    assert part.stat().st_size > 0
    assert gzip.decompress(part.read_bytes()) == b""


def test_only_the_tables_have_what_is_no_longer_findable(
    records: list[dict[str, Any]], rows: list[dict[str, str]]
) -> None:
    assert list(rows[0]) == ["doi", "state", "client_id", "updated"]
    listed = {(row["doi"], row["client_id"]) for row in rows if row["state"] == "findable"}
    assert listed == {(one["id"], one["relationships"]["client"]["data"]["id"]) for one in records}
    registered = {row["doi"] for row in rows if row["state"] == "registered"}
    assert len(registered) == 14 and registered.isdisjoint(record["id"] for record in records)


def test_the_manifest_names_each_file_with_size_and_sha256_in_base64(root: Path) -> None:
    lines = [line.split() for line in (root / "MANIFEST").read_text().splitlines()]
    assert [name for name, _, _ in lines] == sorted(
        file.relative_to(root).as_posix() for file in root.rglob("*.gz")
    )
    for name, size, digest in lines:
        content = (root / name).read_bytes()
        assert int(size) == len(content)
        assert base64.b64decode(digest) == hashlib.sha256(content).digest()


def test_a_month_has_as_many_parts_as_it_needs(tmp_path: Path) -> None:
    names = [part.path.name for part in datacite.parts_of(tmp_path, 12 * 10_001)]
    assert names.count("part_0000.jsonl.gz") == 13
    assert names.count("part_0001.jsonl.gz") == 12
    assert names[-1] == "MANIFEST"
