"""Recordings are compared with those that were committed last."""

import shutil
import subprocess
from pathlib import Path

import pytest

from pidguide.basics import paths
from pidguide.basics.paths import CASSETTES
from pidguide.drift.changes import compare_folders
from tests.support.two_recordings import ERROR, WORK, drift, interaction, write_recording


def test_committed_cassettes_have_not_drifted_from_themselves() -> None:
    assert compare_folders(CASSETTES, CASSETTES) == []


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A guide of its own under git, one recording committed."""
    write_recording(tmp_path / "cassettes", "doi/access/sample", interaction(WORK))
    author = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
    for command in (["init", "-q"], ["add", "."], [*author, "commit", "-qm", "Record"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "CASSETTES", tmp_path / "cassettes")
    return tmp_path


def test_without_folders_it_compares_with_what_is_committed(repository: Path) -> None:
    untouched = drift()
    assert (untouched.exit_code, untouched.output) == (0, "Nothing changed.\n")
    write_recording(repository / "cassettes", "doi/access/sample", interaction(ERROR, 404))
    changed = drift("--json")
    assert changed.exit_code == 2
    assert "status changed" in changed.output


def test_without_git_it_asks_for_two_folders(repository: Path) -> None:
    shutil.rmtree(repository / ".git")
    refused = drift()
    assert refused.exit_code == 3
    assert "Name two folders: pidguide drift OLD NEW" in refused.output
    assert drift(repository).exit_code == 3
