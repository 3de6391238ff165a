"""Each example of docs/emulator/, run by the program that it is written for."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pid_emulator import Emulator

HERE = Path(__file__).parent
DOI = "10.7554/elife.01567"


def run(emulator: Emulator, *command: str, java: bool = False, **variables: str) -> str:
    """Run a command as `pid-emulator -- COMMAND` would, and return what it prints."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"example NOT RUN: no {command[0]} on this machine")
    environment = {**os.environ, **emulator.variables(java=java), **variables}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_python(emulator: Emulator) -> None:
    printed = run(emulator, sys.executable, str(HERE / "example.py")).splitlines()
    assert printed[0].startswith("Automated quantitative histology")
    assert printed[1] == "201 draft"


def test_curl(emulator: Emulator, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("example NOT RUN: no curl on this machine")
    script = (HERE / "example.sh").read_text().replace("8444", str(emulator.plain_port))
    done = subprocess.run(["sh", "-eu", "-c", script], capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    assert DOI in done.stdout.lower() and done.stdout.lstrip().startswith("@article{")


def test_node(emulator: Emulator) -> None:
    assert run(emulator, "node", str(HERE / "example.mjs")).strip() == DOI


def test_java(emulator: Emulator) -> None:
    assert f'"handle":"{DOI}"' in run(emulator, "java", str(HERE / "Example.java"), java=True)


def test_go(emulator: Emulator, tmp_path: Path) -> None:
    printed = run(emulator, "go", "run", str(HERE / "example.go"), GOCACHE=str(tmp_path), GOFLAGS="-mod=mod")
    assert f'"handle":"{DOI}"' in printed


def test_r(emulator: Emulator) -> None:
    assert f'"handle":"{DOI}"' in run(emulator, "Rscript", str(HERE / "example.R"))


def test_wget(emulator: Emulator) -> None:
    """What the table of clients says: wget's own option names the authority."""
    page = (HERE.parents[1] / "docs" / "emulator" / "clients.md").read_text(encoding="utf-8")
    (option,) = re.findall(r"`wget (--ca-certificate)=", page)
    url = "https://doi.org/api/handles/10.7554/elife.01567"
    printed = run(emulator, "wget", "-qO-", f"{option}={emulator.ca_file}", url)
    assert f'"handle":"{DOI}"' in printed
