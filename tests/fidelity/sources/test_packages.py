"""Recordings from PyPI are used only where they are the pinned ones."""

import subprocess
from pathlib import Path

import pytest

from pidguide.fidelity.sources.packages import DownloadError, fetch


def test_a_package_with_another_hash_is_refused(tmp_path: Path) -> None:
    (tmp_path / "habanero-2.9.2.tar.gz").write_bytes(b"something else")
    with pytest.raises(DownloadError, match="not the pinned"):
        fetch(tmp_path)


def test_a_failing_download_is_told_in_pips_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failed:
        stderr = "WARNING: something\nERROR: No matching distribution found for habanero==2.9.2\n"

    monkeypatch.setattr(subprocess, "run", lambda *arguments, **options: Failed())
    with pytest.raises(DownloadError, match="No matching distribution found"):
        fetch(tmp_path)
    assert not list(tmp_path.glob("habanero*"))
