"""The samples that read public data files: damaged and odd files first, then what they find."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import pytest
import requests

from pidguide.datafiles.generate import write_data
from pidguide.running.run import Outcome, execute
from pidguide.samples.catalogue import get_sample

CROSSREF = "March 2026 Public Data File from Crossref"
DATACITE = "DataCite_Public_Data_File_2025"
ORCID = "ORCID_2025_10_summaries.tar.gz"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for data files, which PID_DATA names."""
    folder = tmp_path / "data"
    monkeypatch.setenv("PID_DATA", str(folder))
    return folder


def run(name: str) -> Outcome:
    return execute(get_sample(f"bulk/{name}"))


def write(part: Path, records: Iterable[Any]) -> Path:
    """Write a part with one record a line."""
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(gzip.compress("".join(json.dumps(record) + "\n" for record in records).encode()))
    return part


def cut_off(part: Path) -> bytes:
    """Take the second half of a file away; return what it was."""
    whole = part.read_bytes()
    part.write_bytes(whole[: len(whole) // 2])
    return whole


def files_of(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


READ_CROSSREF = ["count_works", "doi_orcid_pairs", "who_cites_my_data", "load_slim_table", "keep_current"]


@pytest.mark.parametrize("name", READ_CROSSREF)
def test_a_part_that_is_cut_off_is_one_clear_line(data: Path, name: str) -> None:
    write_data(data, 20)
    part = data / CROSSREF / "0.jsonl.gz"
    cut_off(part)
    before = files_of(data)
    outcome = run(name)
    assert outcome.failure == f"{name}: IO Error: Unexpected end of GZIP stream: {part}"
    assert [file for file in files_of(data) if file not in before] in ([], [data / "works.duckdb"])


@pytest.mark.parametrize("name", ["fails_guess_types", "my_institution"])
def test_so_is_one_of_datacite(data: Path, name: str) -> None:
    write_data(data, 240)
    part = data / DATACITE / "dois/updated_2025-06/part_0000.jsonl.gz"
    cut_off(part)
    assert run(name).failure == f"{name}: IO Error: Unexpected end of GZIP stream: {part}"


def test_so_is_the_archive_of_orcid(data: Path) -> None:
    write_data(data, 20)
    cut_off(data / ORCID)
    assert run("orcid_stream").failure.startswith(f"orcid_stream: {ORCID}: ")


@pytest.mark.parametrize("name", ["count_works", "my_institution", "withdrawn"])
def test_a_folder_without_the_files_is_told(data: Path, name: str) -> None:
    data.mkdir()
    assert run(name).failure.startswith(f"{name}: IO Error: No files found that match the pattern")


def test_each_kind_of_damage_is_named(data: Path) -> None:
    write_data(data, 40)
    part = data / DATACITE / "dois/updated_2025-06/part_0000.jsonl.gz"
    name = "dois/updated_2025-06/part_0000.jsonl.gz"
    assert run("check_download").output == "all parts are whole\n"
    whole = cut_off(part)
    assert run("check_download").failure == f"check_download: 1 damaged, first: {name} is cut off"
    part.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert run("check_download").failure == f"check_download: 1 damaged, first: {name} has other content"
    part.unlink()
    assert run("check_download").failure == f"check_download: 1 damaged, first: {name} is missing"
    part.write_bytes(whole)
    write(data / CROSSREF / "2.jsonl.gz", [])
    assert run("check_download").failure == "check_download: 1 damaged, first: 1.jsonl.gz is missing"
    (data / DATACITE / "MANIFEST").unlink()
    assert "No such file or directory" in run("check_download").failure


LIMITED = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))  # a disk that is full after so many bytes of a file
runpy.run_path(sys.argv[1], run_name="__main__")
"""


@pytest.mark.parametrize("name", ["doi_orcid_pairs", "load_slim_table"])
def test_a_full_disk_is_one_line_and_leaves_nothing_half_written(data: Path, name: str) -> None:
    write_data(data, 200)
    before = files_of(data)
    command = [sys.executable, "-c", LIMITED, str(get_sample(f"bulk/{name}").script)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert line.startswith(f"{name}: ") and "File too large" in line
    assert files_of(data) == before


def test_odd_records_are_counted_too(data: Path) -> None:
    odd = [
        {},
        {"type": None, "issued": None},
        {"type": "book", "issued": {"date-parts": [[None]]}},
        {"type": "book", "issued": {"date-parts": [[2020, 1]]}},
        {"type": "book", "issued": {"date-parts": [["2020"]]}},
        {"type": "book", "issued": {"date-parts": [["n.d."]]}},
        {"type": "book", "issued": {"date-parts": []}},
        {"type": "book", "issued": "2020"},
        {"type": {"odd": 1}, "issued": [2020]},
        {"type": "book", "issued": {"date-parts": [[22015]]}},
    ]
    write(data / CROSSREF / "0.jsonl.gz", odd)
    outcome = run("count_works")
    assert outcome.failure == ""
    lines = outcome.output.splitlines()
    assert lines[:2] == ["    4 book None", "    2 book 2020"]
    assert lines[-1] == "   10 works in all"


def test_conversion_goes_on_where_it_stopped(data: Path) -> None:
    work = {"DOI": "10.5072/1", "publisher": "A", "is-referenced-by-count": 3}
    parts = [write(data / CROSSREF / f"{number}.jsonl.gz", [work]) for number in range(3)]
    whole = cut_off(parts[1])
    assert "Unexpected end" in run("load_slim_table").failure
    assert [file.name for file in files_of(data / "slim")] == ["0.parquet"]
    parts[1].write_bytes(whole)
    assert run("load_slim_table").output == "2 parts converted\n      9 citations of 3 works, A\n"
    assert run("load_slim_table").output.startswith("0 parts converted\n")


def test_pairs_are_found_in_lists_and_objects_each_once(data: Path) -> None:
    orcid = "0000-0002-1825-0097"
    author = {"ORCID": f"http://orcid.org/{orcid}"}
    write(
        data / CROSSREF / "0.jsonl.gz",
        [{"DOI": "10.5072/Ä", "author": [author, author]}, {"DOI": "10.5072/b"}],
    )
    one = {"nameIdentifier": orcid, "nameIdentifierScheme": "ORCID"}
    isni = {"nameIdentifier": "0000 0001 2103 4996", "nameIdentifierScheme": "ISNI"}
    records = [
        {"id": "10.5072/list", "attributes": {"creators": [{"nameIdentifiers": [isni, one]}]}},
        {"id": "10.5072/object", "attributes": {"creators": [{"nameIdentifiers": one}]}},
    ]
    write(data / DATACITE / "dois/updated_2025-01/part_0000.jsonl.gz", records)
    assert run("doi_orcid_pairs").output.startswith("3 pairs\n")
    rows = duckdb.execute(
        "FROM read_parquet(?) ORDER BY agency, doi", [str(data / "pairs.parquet")]
    ).fetchall()
    assert rows == [
        ("10.5072/Ä", orcid, "Crossref"),
        ("10.5072/list", orcid, "DataCite"),
        ("10.5072/object", orcid, "DataCite"),
    ]


def test_an_institution_is_found_in_lists_and_objects(data: Path) -> None:
    ours = {"affiliationIdentifier": "https://ror.org/05gq02987"}
    people = {
        "list": {"creators": [{"affiliation": [{"name": "x"}, ours]}]},
        "object": {"creators": [{"affiliation": ours}]},
        "contributor": {"creators": [], "contributors": [{"affiliation": [ours]}]},
        "name": {"creators": [{"affiliation": ["Brown University"]}]},
    }
    records = [{"id": f"10.5072/{name}", "attributes": attributes} for name, attributes in people.items()]
    write(data / DATACITE / "dois/updated_2025-01/part_0000.jsonl.gz", records)
    lines = run("my_institution").output.splitlines()
    assert lines[0] == "3 works"
    assert {line.split()[0] for line in lines[1:]} == {
        "10.5072/list",
        "10.5072/object",
        "10.5072/contributor",
    }


def test_a_citation_counts_once_in_whatever_letters(data: Path) -> None:
    def data_set(doi: str, kind: str, repository: str) -> dict[str, Any]:
        client = {"client": {"data": {"id": repository}}}
        return {"id": doi, "attributes": {"types": {"resourceTypeGeneral": kind}}, "relationships": client}

    records = [
        data_set("10.1594/a", "Dataset", "pangaea.repository"),
        data_set("10.1594/b", "Text", "pangaea.repository"),
        data_set("10.5061/c", "Dataset", "dryad.dryad"),
    ]
    write(data / DATACITE / "dois/updated_2025-01/part_0000.jsonl.gz", records)
    cited = [
        {"DOI": "10.1594/A"},
        {"DOI": "10.1594/a"},
        {"DOI": "10.1594/b"},
        {"DOI": "10.5061/c"},
        {"key": "x"},
    ]
    write(data / CROSSREF / "0.jsonl.gz", [{"DOI": "10.5072/1", "reference": cited}, {"DOI": "10.5072/2"}])
    assert run("who_cites_my_data").output == "1 datasets are cited\n  1 10.1594/a\n"


def test_a_copy_is_brought_up_to_date_again_and_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(doi: str, day: str, **more: Any) -> dict[str, Any]:
        return {"DOI": doi, "type": "book", "indexed": {"date-time": f"{day}T00:00:00Z"}, **more}

    answer = requests.Response()
    answer.status_code = 200
    changed = [work("10.5072/new", "2026-03-02"), work("10.5072/1", "2026-03-03", aliases=["10.5072/old"])]
    answer._content = json.dumps({"message": {"items": changed, "next-cursor": "x"}}).encode()
    asked: list[str] = []

    def get(self: requests.Session, address: str, params: dict[str, str], **_: Any) -> requests.Response:
        asked.append(params["filter"])
        return answer

    monkeypatch.setattr(requests.Session, "get", get)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    monkeypatch.setenv("CONTACT_EMAIL", "you@example.org")
    write(
        data / CROSSREF / "0.jsonl.gz", [work("10.5072/1", "2026-02-20"), work("10.5072/old", "2026-02-27")]
    )
    for since in ("2026-02-20", "2026-02-24"):
        assert run("keep_current").output == f"changes 2\nworks 2\nchanges are those since {since}\n"
    assert asked == ["from-index-date:2026-02-20", "from-index-date:2026-02-24"]
    with duckdb.connect(data / "works.duckdb") as copy:
        kept = copy.execute("SELECT doi, strftime(indexed, '%m-%d') FROM works ORDER BY doi").fetchall()
    assert kept == [("10.5072/1", "03-03"), ("10.5072/new", "03-02")]
