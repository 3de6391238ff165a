"""A script runs as `python script.py` does; where it stops is told by line and reason."""

import os
import sys
import time
from pathlib import Path

import pytest

from pidguide.in_page.script import Ran, run_script


def run(source: str, **environment: str) -> Ran:
    """Run a script that waits for nobody."""
    return run_script(source, environment, lambda seconds: None, lambda text: None)


def test_what_it_prints_is_kept_and_told_as_it_comes() -> None:
    told: list[str] = []
    ran = run_script("import sys\nprint('a')\nprint('b', file=sys.stderr)", {}, lambda s: None, told.append)
    assert ran == Ran("a\nb\n")
    assert "".join(told) == "a\nb\n" and len(told) > 1


def test_it_is_the_main_module_with_its_own_arguments_environment_and_folder() -> None:
    script = "import os, sys\nprint(__name__, len(sys.argv), os.environ['ORCID_ID'], os.listdir())"
    here, arguments = Path.cwd(), list(sys.argv)
    assert run(script, ORCID_ID="0000").output == "__main__ 1 0000 ['script.py']\n"
    assert (Path.cwd(), sys.argv, "ORCID_ID" in os.environ) == (here, arguments, False)


def test_waiting_goes_to_whoever_keeps_the_time() -> None:
    waited: list[float] = []
    real = time.sleep
    run_script("import time\ntime.sleep(9)", {}, waited.append, lambda text: None)
    assert waited == [9] and time.sleep is real


@pytest.mark.parametrize(
    ("source", "problem", "line"),
    [
        ("x = 1\nprint(x", "SyntaxError: '(' was never closed", 2),
        ("def f():\n    return 1 / 0\n\nf()", "ZeroDivisionError: division by zero", 2),
        ("import json\n\njson.loads('{')", "json.decoder.JSONDecodeError: Expecting property name", 3),
        ("raise LookupError('it is not registered')", "LookupError: it is not registered", 1),
        ("exit('set ORCID_ID')", "set ORCID_ID", None),
        ("exit(3)", "3", None),
        ("import nothing_like_it", "ModuleNotFoundError: No module named 'nothing_like_it'", 1),
        ("exec('1 +')", "SyntaxError: invalid syntax", 1),
    ],
)
def test_where_it_stops_is_told(source: str, problem: str, line: int | None) -> None:
    ran = run(f"print('before')\n{source}".replace("print('before')\n", "", source.startswith("x = 1")))
    assert ran.problem.startswith(problem)
    assert ran.line == (line + 1 if line and not source.startswith("x = 1") else line)


@pytest.mark.parametrize("end", ["exit()", "exit(0)", "raise SystemExit"])
def test_an_end_on_purpose_is_none(end: str) -> None:
    assert run(f"print(1)\n{end}") == Ran("1\n")
