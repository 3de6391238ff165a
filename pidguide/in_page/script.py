"""Runs a script as `python script.py` does, and says what it printed and where it stopped."""

import contextlib
import io
import os
import runpy
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch


@dataclass(frozen=True)
class Ran:
    """What came of a run: all that was printed, and why it stopped before its end and in which line."""

    output: str
    problem: str = ""
    line: int | None = None


def run_script(
    source: str,
    environment: Mapping[str, str],
    wait: Callable[[float], None],
    write: Callable[[str], None],
) -> Ran:
    """Run a script in a folder of its own that is empty but for itself.

    `environment` are the variables it finds besides those that are there, `wait` is called in place of
    time.sleep, `write` gets what it prints as it prints it.
    """
    printed = _Told(write)
    problem, line = "", None
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        script = Path(folder) / "script.py"
        script.write_text(source, encoding="utf-8")
        stack.enter_context(contextlib.chdir(folder))
        stack.enter_context(patch.dict(os.environ, environment))
        stack.enter_context(patch.object(time, "sleep", wait))
        stack.enter_context(patch.object(sys, "argv", [str(script)]))
        stack.enter_context(contextlib.redirect_stdout(printed))
        stack.enter_context(contextlib.redirect_stderr(printed))
        try:
            runpy.run_path(str(script), run_name="__main__")
        except SystemExit as stop:
            problem = "" if stop.code in (None, 0) else str(stop.code)
        except Exception as error:
            problem = "".join(traceback.format_exception_only(error)).strip()
            if isinstance(error, SyntaxError):  # its caret points into a file that nobody sees
                problem = f"{type(error).__name__}: {error.msg}"
            line = _line_of(error, str(script))
    return Ran(printed.getvalue(), problem, line)


class _Told(io.StringIO):
    """Keeps what is printed, and tells it as it comes."""

    def __init__(self, write: Callable[[str], None]) -> None:
        super().__init__()
        self._tell = write

    def write(self, text: str) -> int:
        self._tell(text)
        return super().write(text)


def _line_of(error: BaseException, script: str) -> int | None:
    """Return the last line of the script that led to an error; of one that is no Python, where it is none."""
    if isinstance(error, SyntaxError) and error.filename == script:
        return error.lineno
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == script]
    return lines[-1] if lines else None
