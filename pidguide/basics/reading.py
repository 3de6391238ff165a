"""Reads files that people write, and says in one line which one cannot be read and why."""

from pathlib import Path

import yaml

from pidguide.basics import paths
from pidguide.basics.errors import UserError


def read_text(file: Path) -> str:
    """Return a text file's content. Raises UserError, naming the file, where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise UserError(f"{shown(file)} cannot be read: {reason(error)}") from None


def require_guide() -> None:
    """Raise UserError where this package does not lie in a guide's folder, as an installed wheel does not."""
    if not paths.SAMPLES.is_dir():
        raise UserError(
            f"There is no guide in {paths.ROOT}. Clone the guide and run `pip install --editable .` in it."
        )


def shown(file: Path) -> str:
    """Return how messages call a file: from the guide's folder on, where it lies in it."""
    return file.relative_to(paths.ROOT).as_posix() if file.is_relative_to(paths.ROOT) else str(file)


def reason(error: Exception) -> str:
    """Return why something could not be read: one line, with the line number where there is one."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 1}: {error.problem}"
    if isinstance(error, SyntaxError):
        return f"line {error.lineno}: {error.msg}" if error.lineno else str(error.msg)
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    if isinstance(error, TypeError | AttributeError):
        # Python's own words for it name types, which mean nothing to who wrote the file.
        return "something in it has another form"
    return (str(error).strip() or type(error).__name__).splitlines()[0]
