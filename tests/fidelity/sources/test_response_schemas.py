"""Schemas beside the recordings are used while measuring, and a folder that is named goes before."""

import os
from pathlib import Path

import pytest

from pidguide.fidelity.sources.response_schemas import VARIABLE, schemas_beside


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    (tmp_path / "schemas" / "datacite").mkdir(parents=True)
    (tmp_path / "recordings").mkdir()
    return tmp_path / "recordings"


def test_schemas_beside_the_recordings_are_used_while_it_lasts(
    recordings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with schemas_beside([recordings / "a.yaml"]):
        assert os.environ[VARIABLE] == str(recordings.parent / "schemas")
    assert VARIABLE not in os.environ


def test_a_named_folder_goes_before(recordings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/named")
    with schemas_beside([recordings / "a.yaml"]):
        assert os.environ[VARIABLE] == "/named"
