"""The command as a whole: help, and whatever goes wrong in one line."""

import subprocess
import sys
from pathlib import Path

import pytest

from pidguide.basics import paths
from pidguide.commands import cli
from tests.support.commands import invoke


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Permission denied", "here/file.txt"), "here/file.txt: Permission denied"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (SyntaxError("invalid syntax", ("here/file.py", 3, 1, "")), "here/file.py: line 3: invalid syntax"),
    ],
)
def test_any_other_failure_is_one_line(
    monkeypatch: pytest.MonkeyPatch, guide: Path, error: Exception, told: str
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr("pidguide.commands.list_samples.find_samples", fail)
    assert invoke("list") == (1, f"pidguide: {told}\n")


def test_a_text_in_another_encoding_is_named(
    monkeypatch: pytest.MonkeyPatch, guide: Path, tmp_path: Path
) -> None:
    file = tmp_path / "other.txt"
    file.write_bytes(b"\xff")
    monkeypatch.setattr(
        "pidguide.commands.list_samples.find_samples", lambda: file.read_text(encoding="utf-8")
    )
    assert invoke("list") == (1, "pidguide: other.txt: it is not UTF-8 text\n")


def test_who_stops_reading_our_output_sees_no_failure(monkeypatch: pytest.MonkeyPatch, guide: Path) -> None:
    def fail() -> None:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr("pidguide.commands.list_samples.find_samples", fail)
    assert invoke("list") == (1, "")


COMMANDS = ["check", "drift", "emulator", "fidelity", "list", "new", "record", "run", "schemas", "secrets"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_has_an_example(command: str) -> None:
    code, output = invoke(command, "--help")
    assert code == 0
    assert f"Example: pidguide {command}" in output


@pytest.mark.parametrize(
    "words", [["check"], ["emulator", "--port", "1"], ["run", "--all", "--via", "emulator"]]
)
def test_without_the_emulator_a_command_says_how_to_get_it(words: list[str]) -> None:
    done = run_without_emulator(*words)
    assert (done.returncode, done.stdout) == (1, "")
    told = "pidguide: The emulator is not installed; install it: pip install 'pidguide[emulator]'\n"
    assert done.stderr == told


def test_without_the_emulator_help_lists_every_command() -> None:
    done = run_without_emulator("--help")
    assert done.returncode == 0, done.stderr
    listed = [
        line.split()[0] for line in done.stdout.partition("Commands:")[2].splitlines() if line[2:3].strip()
    ]
    assert listed == list(cli.COMMANDS)


def run_without_emulator(*words: str) -> subprocess.CompletedProcess[str]:
    """Run `pidguide` in an interpreter that finds no emulator."""
    script = "import sys; sys.modules['pid_emulator'] = None; from pidguide.commands.cli import main; main()"
    return subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True)


@pytest.mark.parametrize(
    "words", ["age", "check", "list", "new doi/access/x", "run --all", "run doi/access/x", "secrets"]
)
def test_outside_of_a_guide_a_command_says_so(guide: Path, words: str) -> None:
    paths.SAMPLES.rmdir()
    told = f"There is no guide in {guide}. Clone the guide and run `pip install --editable .` in it."
    assert invoke(*words.split()) == (1, f"pidguide: {told}\n")
