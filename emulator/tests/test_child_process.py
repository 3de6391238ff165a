"""One command beside the emulator: what it finds, what reaches it, and the status that comes back."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pid_emulator.child_process import CannotRun, run

PYTHON = sys.executable


@pytest.mark.parametrize("status", [0, 1, 7, 255])
def test_the_status_of_the_command_comes_back(status: int) -> None:
    assert run([PYTHON, "-c", f"raise SystemExit({status})"], {}) == status


def test_a_command_that_a_signal_ends_has_the_status_that_a_shell_gives_it() -> None:
    assert run([PYTHON, "-c", "import os; os.kill(os.getpid(), 9)"], {}) == 137


def test_it_finds_the_variables_beside_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWN", "a")
    monkeypatch.setenv("BOTH", "b")
    program = (
        "import os; raise SystemExit(os.environ['OWN'] + os.environ['BOTH'] + os.environ['NEW'] != 'axy')"
    )
    assert run([PYTHON, "-c", program], {"BOTH": "x", "NEW": "y"}) == 0


def test_a_command_that_is_not_there_is_127_and_one_that_is_no_program_126(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match=r"\Anosuchcommand: command not found\Z") as refused:
        run(["nosuchcommand"], {})
    assert refused.value.status == 127
    (tmp_path / "text").write_text("")
    with pytest.raises(CannotRun, match="text cannot be run: Permission denied") as refused:
        run([str(tmp_path / "text")], {})
    assert refused.value.status == 126


TELLS = """
import signal, sys
def told(number, frame):
    print(signal.Signals(number).name, flush=True)
    if number == signal.SIGTERM: sys.exit(3)
for number in (signal.SIGINT, signal.SIGUSR1, signal.SIGTERM): signal.signal(number, told)
print("ready", flush=True)
while True: signal.pause()
"""
BESIDE = "import sys; from pid_emulator.child_process import run; sys.exit(run(sys.argv[1:], {}))"


def test_signals_reach_the_command_and_it_decides_when_to_end() -> None:
    with subprocess.Popen(
        [PYTHON, "-c", BESIDE, PYTHON, "-c", TELLS], stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        for number in (signal.SIGUSR1, signal.SIGINT, signal.SIGTERM):
            process.send_signal(number)
            assert process.stdout.readline() == f"{number.name}\n"
        assert process.wait(timeout=20) == 3


def test_afterwards_signals_do_what_they_did_before() -> None:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    run([PYTHON, "-c", ""], {})
    assert {number: signal.getsignal(number) for number in before} == before
