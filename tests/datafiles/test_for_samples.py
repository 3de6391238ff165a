"""Each run of a sample has the generated files in a folder of its own."""

from pathlib import Path

import pytest

from pidguide.basics import paths
from pidguide.datafiles import for_samples
from pidguide.datafiles.for_samples import data_folder

PART = "March 2026 Public Data File from Crossref/0.jsonl.gz"


def test_files_are_made_once_and_runs_do_not_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "CACHE", tmp_path)
    monkeypatch.setattr(for_samples, "RECORDS", 20)
    with data_folder() as first:
        made = (first / PART).resolve()
        (first / "pairs.parquet").write_text("written by a sample")
        with data_folder() as second:
            assert (second / PART).resolve() == made
            assert not (second / "pairs.parquet").exists()
    assert not first.exists()
    assert made.is_file()
    assert len(list((tmp_path / "data").iterdir())) == 1
