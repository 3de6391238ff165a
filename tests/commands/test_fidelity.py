"""`pidguide fidelity` refuses what would give no honest score."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pidguide.commands import agree, fidelity
from pidguide.commands.cli import main
from tests.support.recordings import interaction, work_interaction, write_recording


def test_without_paths_the_command_says_what_to_name() -> None:
    result = CliRunner().invoke(main, ["fidelity"])
    assert result.exit_code == 2
    assert "--fetch" in result.output


@pytest.fixture
def saved(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the commands write stays in a folder of the test's own, empty at first."""
    folder = tmp_path_factory.mktemp("saved")
    monkeypatch.setattr(agree, "FILE", folder / "agreement.json")
    monkeypatch.setattr(fidelity, "save", lambda *_: (folder / "fidelity.json").touch())
    return folder


READERS = (["fidelity", "--save"], ["agree"], ["run", "--all", "--via", "recordings", "--recordings"])


@pytest.mark.parametrize("words", READERS, ids=lambda words: words[0])
def test_recordings_of_the_emulator_are_no_real_traffic(
    words: list[str], tmp_path: Path, saved: Path
) -> None:
    write_recording(tmp_path, "a", work_interaction(), via="live")
    for name in ("b", "c"):
        write_recording(tmp_path, name, work_interaction(), via="emulator")
    result = CliRunner().invoke(main, [*words, str(tmp_path)])
    assert (result.exit_code, result.output) == (
        2,
        "pidguide: 2 recording(s) come from the emulator, not from a real service; the first is"
        f" {tmp_path / 'b.yaml'}. Name recordings of real services only.\n",
    )
    assert list(saved.iterdir()) == []


@pytest.mark.parametrize("words", READERS, ids=lambda words: words[0])
def test_a_folder_without_recordings_is_refused_and_nothing_is_saved(
    words: list[str], tmp_path: Path, saved: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    write_recording(tmp_path, "a", work_interaction())
    write_recording(empty, "none")
    for given in ([empty], [tmp_path / "a.yaml", empty]) if words[0] != "run" else ([empty],):
        result = CliRunner().invoke(main, [*words, *map(str, given)])
        assert (result.exit_code, result.output) == (2, f"pidguide: {empty} holds no recording to look at.\n")
    assert list(saved.iterdir()) == []


def test_a_score_of_nothing_is_neither_told_nor_saved(tmp_path: Path, saved: Path) -> None:
    write_recording(tmp_path, "other", interaction("https://example.org/", 200, ""))
    result = CliRunner().invoke(main, ["fidelity", str(tmp_path), "--save"])
    assert (result.exit_code, list(saved.iterdir())) == (1, [])
    document = json.loads(CliRunner().invoke(main, ["fidelity", str(tmp_path), "--json"]).output)
    assert document["overall"] is None
    nobody = CliRunner().invoke(main, ["fidelity", str(tmp_path), "--service", "orcid"])
    assert (nobody.exit_code, nobody.output) == (2, "pidguide: None of the recordings asked orcid.\n")


@pytest.mark.parametrize("words", [["--limit", "0"], ["--limit", "-1"], ["--save", "--service", "orcid"]])
def test_wrong_options_are_refused(words: list[str], tmp_path: Path, saved: Path) -> None:
    write_recording(tmp_path, "work", work_interaction())
    assert CliRunner().invoke(main, ["fidelity", str(tmp_path), *words]).exit_code == 2
    assert list(saved.iterdir()) == []
