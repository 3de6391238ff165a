"""Runs a command as a user would."""

from click.testing import CliRunner

from pidguide.commands.cli import main


def invoke(*words: str, answer: str = "") -> tuple[int, str]:
    """Run `pidguide` with these words, typing `answer` where it asks; return its exit code and output."""
    result = CliRunner().invoke(main, list(words), input=answer)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output
