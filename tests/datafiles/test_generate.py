"""Data files are the same bytes each time, go on where they stopped, and never mix with others."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from pidguide.basics.errors import UserError
from pidguide.datafiles import generate
from pidguide.datafiles.generate import write_data


def digests(folder: Path) -> dict[str, str]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_the_bytes_are_the_same_at_another_time(tmp_path: Path, generated: Path) -> None:
    with time_machine.travel(datetime(2031, 5, 6, tzinfo=UTC)):
        write_data(tmp_path / "again", 700)
    assert digests(tmp_path / "again") == digests(generated)


def test_an_interrupted_run_goes_on_where_it_stopped(
    tmp_path: Path, generated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    parts = generate.parts_of

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    def interrupted(folder: Path, records: int) -> list[generate.Part]:
        first = parts(folder, records)
        return [*first[:5], generate.Part(first[5].path, stop)]

    with monkeypatch.context() as patched:
        patched.setattr(generate, "parts_of", interrupted)
        with pytest.raises(KeyboardInterrupt):
            write_data(folder, 700)
    assert write_data(folder, 700) == len(parts(folder, 700)) - 5
    assert digests(folder) == digests(generated)
    assert write_data(folder, 700) == 0


def test_a_folder_with_other_data_is_refused(tmp_path: Path, generated: Path) -> None:
    with pytest.raises(UserError, match=r'was begun with \{"records": 700\}, not \{"records": 9\}'):
        write_data(generated, 9)
    real = tmp_path / "March 2026 Public Data File from Crossref" / "0.jsonl.gz"
    real.parent.mkdir()
    real.write_bytes(b"real")
    with pytest.raises(UserError, match=r"is not empty, and not from `pidguide data`"):
        write_data(tmp_path, 9)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [real]
