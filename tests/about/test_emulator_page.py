"""The page about the emulator says what is so."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from pid_emulator import Emulator
from pid_emulator.core.faults import KINDS
from pidguide.basics.paths import DOCS

CURL_EXAMPLE = Path(__file__).with_name("example_curl.sh")


def test_the_curl_example_fetches_a_citation(emulator: Emulator, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl example NOT RUN: no curl on this machine")
    announced = {"port": emulator.port, "ca_file": str(emulator.ca_file)}
    (tmp_path / "emulator.json").write_text(json.dumps(announced), encoding="utf-8")
    finished = subprocess.run(
        ["sh", str(CURL_EXAMPLE)], cwd=tmp_path, capture_output=True, text=True, timeout=30, check=False
    )
    assert finished.returncode == 0, finished.stderr
    assert "10.7554/elife.01567" in finished.stdout.lower()


def test_the_page_names_every_emulated_host(emulator: Emulator) -> None:
    page = (DOCS / "about" / "emulator.md").read_text(encoding="utf-8")
    assert [host for host in emulator.hosts if f"`{host}`" not in page] == []


def test_the_page_names_every_fault() -> None:
    page = (DOCS / "about" / "emulator.md").read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in page] == []
