"""`python -m pid_emulator` is `pid-emulator`."""

import subprocess
import sys

import pytest

import pid_emulator


@pytest.mark.parametrize(
    ("word", "code", "said"),
    [
        ("--version", 0, f"pid-emulator, version {pid_emulator.__version__}\n"),
        ("--faults=nosuch", 2, ""),
    ],
)
def test_the_module_runs_as_the_command_does(word: str, code: int, said: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pid_emulator", word], capture_output=True, text=True, timeout=60, check=False
    )
    assert (run.returncode, run.stdout) == (code, said)
    assert run.stderr.startswith("pid-emulator: There is no fault nosuch.") == bool(code)
