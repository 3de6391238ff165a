"""`import pid_emulator`: quick for who only looks for a schema file, whole for who wants the registries."""

import subprocess
import sys

import pytest

import pid_emulator
from pid_emulator.emulator import Emulator


def test_another_name_is_refused_as_python_does() -> None:
    with pytest.raises(AttributeError, match="^module 'pid_emulator' has no attribute 'Registry'$"):
        pid_emulator.Registry  # noqa: B018  (to look is what is tested)


def test_the_registries_are_loaded_when_they_are_asked_for() -> None:
    program = (
        "import sys, pid_emulator.core.schema_files;"
        "before = 'flask' in sys.modules;"
        "pid_emulator.Emulator;"
        "print(before, 'flask' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert run.stdout == "False True\n"
    assert pid_emulator.Emulator is Emulator
