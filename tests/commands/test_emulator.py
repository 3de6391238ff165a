"""`pidguide emulator` is `pid-emulator`: with the guide's help, and its form of a refusal."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from pid_emulator import cli
from pidguide.commands.cli import main


@pytest.fixture(autouse=True)
def not_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test here starts in its own process is refused; it would be served for ever otherwise."""
    monkeypatch.setattr(cli, "_how_to_use", lambda registries: pytest.fail("it is served"))


def invoke(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["emulator", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_what_cannot_be_served_is_one_line_of_the_guide(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("# My notes\n")
    assert invoke("--announce", str(file)) == (
        1,
        f"pidguide: {file} exists and is no announcement of an emulator. Name another with --announce.\n",
    )


def test_a_wrong_call_keeps_its_exit_code() -> None:
    code, output = invoke("--faults", "nosuch")
    assert (code, output.count("\n")) == (2, 1)
    assert output.startswith("pidguide: There is no fault nosuch. Known are busy, 429, 503, slow")


def test_its_options_are_those_of_the_emulators_own_command() -> None:
    code, output = invoke("--help")
    assert code == 0
    assert "Example: pidguide emulator --port 8443 --announce emulator.json" in output
    assert [
        option for option in ("--port", "--records", "--announce", "--faults") if option not in output
    ] == []
