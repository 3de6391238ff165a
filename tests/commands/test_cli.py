"""The command as a whole: help, and whatever goes wrong in one line."""

from pathlib import Path

import pytest

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
