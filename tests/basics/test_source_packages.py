"""A source distribution is found by its pinned version, and a failing download told in pip's words."""

import subprocess
from pathlib import Path

import pytest

from pidguide.basics.source_packages import CannotDownload, download_source, find_source


def test_an_archive_is_found_by_name_and_version(tmp_path: Path) -> None:
    archive = tmp_path / "commonmeta_schema-1.0.3.tar.gz"
    archive.touch()
    assert find_source("commonmeta-schema==1.0.3", tmp_path) == archive
    assert find_source("commonmeta-schema==1.0.4", tmp_path) is None


def test_pip_is_held_to_the_hash_and_its_last_line_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fail(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        assert "--require-hashes" in command
        asked.append(Path(command[command.index("--requirement") + 1]).read_text())
        return subprocess.CompletedProcess(command, 1, "", "WARNING: x\nERROR: no such version\n")

    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(CannotDownload, match="^ERROR: no such version$"):
        download_source("habanero==2.9.2", "ab" * 32, tmp_path)
    assert asked == [f"habanero==2.9.2 --hash=sha256:{'ab' * 32}\n"]
