"""`pidguide secrets` names the file and fails."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from pidguide.basics import paths
from pidguide.commands.cli import main


def test_command_names_the_file_and_fails(tmp_path: Path) -> None:
    (tmp_path / "leak.out").write_text("Bearer " + "0123456789abcdef")
    result = CliRunner().invoke(main, ["secrets", str(tmp_path)])
    assert result.exit_code == 1
    assert "leak.out holds what looks like a bearer token" in result.output


def test_every_text_file_of_a_folder_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "Bearer " + "0123456789abcdef"
    looked_at = ["run.sh", "app/main.js", "compose.yml", ".env", "plan.mmd", "Makefile", "latin.txt"]
    passed_over = [".git/config", ".venv/pyvenv.cfg", ".cache/answer.json", "image.png", "site/.built-from"]
    for name in looked_at + passed_over:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((secret + " Größe").encode("latin-1") + (b"\0" if name.endswith(".png") else b""))
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["secrets", "."])
    told = {line.partition(" holds")[0] for line in result.output.splitlines() if " holds " in line}
    assert (result.exit_code, told) == (1, set(looked_at))


def test_a_folder_without_files_is_no_good_news(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["secrets", str(paths.SAMPLES), str(tmp_path)])
    assert (result.exit_code, result.output) == (2, f"pidguide: {tmp_path} holds no file to look at.\n")
