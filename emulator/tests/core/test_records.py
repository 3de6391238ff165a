"""Record files: what is read in which order, and every refusal names the file."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from pid_emulator.core.records import Record, add_records, refuse_other_layout

KINDS = ("works", "members")


def put(folder: Path, name: str, content: object) -> Path:
    """Write a file below a folder: text as it is, anything else as JSON."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


def read(*folders: Path) -> list[tuple[str, Record]]:
    found: list[tuple[str, Record]] = []
    add_records(folders, KINDS, lambda kind, record: found.append((kind, record)))
    return found


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", " is not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ("5", " must hold one JSON object or a list of them"),
        ([{"id": 1}, "x"], " must hold one JSON object or a list of them"),
        (
            {"status": "ok", "message": {"DOI": "10.5555/1"}},
            " holds a whole answer of the API: keep only what stands in message",
        ),
        ({"data": [{"id": "1"}]}, " holds a whole answer of the API: keep only what stands in data"),
    ],
)
def test_a_file_that_holds_no_record_is_refused_by_name(tmp_path: Path, content: object, reason: str) -> None:
    file = put(tmp_path, "works/mine.json", content)
    with pytest.raises(ValueError) as refusal:
        read(tmp_path)
    assert str(refusal.value) == f"{file}{reason}"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("A work needs DOI"), ": A work needs DOI"),
        (KeyError("DOI"), " holds a record of another form: KeyError('DOI')"),
        (TypeError("no text"), " holds a record of another form: TypeError('no text')"),
        (AttributeError("no get"), " holds a record of another form: AttributeError('no get')"),
    ],
)
def test_a_record_that_is_not_taken_is_refused_by_its_file(
    tmp_path: Path, error: Exception, said: str
) -> None:
    file = put(tmp_path, "works/mine.json", {})

    def refuse(kind: str, record: Record) -> None:
        raise error

    with pytest.raises(ValueError) as refusal:
        add_records([tmp_path], KINDS, refuse)
    assert str(refusal.value) == f"{file}{said}"


def test_data_with_an_id_is_a_record(tmp_path: Path) -> None:
    put(tmp_path, "works/mine.json", {"id": "1", "data": {}})
    assert read(tmp_path) == [("works", {"id": "1", "data": {}})]


def test_records_come_kind_by_kind_then_folder_by_folder_then_by_name(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    put(first, "members/a.json", {"n": 5})
    put(first, "works/b.json", {"n": 3})
    put(first, "works/a.json", [{"n": 1}, {"n": 2}])
    put(second, "works/a.json", {"n": 4})
    put(second, "works/notes.txt", "not read")
    assert [(kind, record["n"]) for kind, record in read(first, second)] == [
        ("works", 1),
        ("works", 2),
        ("works", 3),
        ("works", 4),
        ("members", 5),
    ]


def test_every_reading_gives_a_copy_of_its_own(tmp_path: Path) -> None:
    put(tmp_path, "works/mine.json", {"title": ["A"]})
    read(tmp_path)[0][1]["title"].append("B")
    assert read(tmp_path) == [("works", {"title": ["A"]})]


def test_a_file_that_has_been_changed_is_read_anew(tmp_path: Path) -> None:
    file = put(tmp_path, "works/mine.json", {"n": 1})
    assert read(tmp_path)[0][1] == {"n": 1}
    put(tmp_path, "works/mine.json", {"n": 2})
    os.utime(file, ns=(1, 1))
    assert read(tmp_path)[0][1] == {"n": 2}


LAYOUT: dict[str, Any] = {"crossref": ("works", "members"), "datacite": ("dois",)}
HOW = (
    "Put files at SERVICE/KIND/NAME.json in {}, with these kinds by service: "
    "crossref: works, members; datacite: dois."
)


@pytest.mark.parametrize("place", ["mine.json", "crossref/mine.json", "crossref/works/deeper/mine.json"])
def test_a_file_where_nothing_reads_it_is_refused(tmp_path: Path, place: str) -> None:
    put(tmp_path, "crossref/works/good.json", {})
    file = put(tmp_path, place, {})
    with pytest.raises(ValueError) as refusal:
        refuse_other_layout(tmp_path, LAYOUT)
    assert str(refusal.value) == f"{file} lies where nothing reads it. {HOW.format(tmp_path)}"


def test_a_folder_without_record_files_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "crossref/works/notes.txt", "")
    with pytest.raises(ValueError) as refusal:
        refuse_other_layout(tmp_path, LAYOUT)
    assert str(refusal.value) == f"{tmp_path} holds no record file. {HOW.format(tmp_path)}"


def test_a_folder_laid_out_as_it_should_be_passes(tmp_path: Path) -> None:
    put(tmp_path, "crossref/works/mine.json", {})
    put(tmp_path, "datacite/dois/mine.json", {})
    refuse_other_layout(tmp_path, LAYOUT)
