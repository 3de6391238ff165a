"""`pidguide emulator`: what it writes, what it refuses, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from pidguide.cli import main
from pidguide.paths import ROOT


def invoke(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["emulator", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("port", ["70000", "65535", "-5", "x"])
def test_a_port_that_leaves_no_room_for_two_is_refused(port: str) -> None:
    code, output = invoke("--port", port)
    assert code == 2
    assert "Invalid value for '--port'" in output


@pytest.mark.parametrize("content", ["# My notes\n", "[1]", '{"port": 1}', ""])
def test_a_file_that_is_no_announcement_is_left_alone(tmp_path: Path, content: str) -> None:
    file = tmp_path / "notes.md"
    file.write_text(content)
    assert invoke("--announce", str(file)) == (
        1,
        f"pidguide: {file} exists and is no announcement of an emulator. Name another with --announce.\n",
    )
    assert file.read_text() == content


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, output = invoke("--announce", str(tmp_path / "file" / "emulator.json"))
    assert code == 1
    assert output.startswith("pidguide: ") and "cannot be written" in output
    assert output.count("\n") == 1


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_ended_it_takes_back_what_it_made(tmp_path: Path, ending: signal.Signals) -> None:
    announcement = tmp_path / "emulator.json"
    announcement.write_text(json.dumps({"port": 1, "ca_file": "gone.pem", "hosts": []}))  # of a killed one
    before = announcement.read_text()
    with subprocess.Popen(
        [sys.executable, "-m", "pidguide", "emulator", "--announce", str(announcement)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        for _ in range(300):
            if announcement.read_text() != before:
                break
            time.sleep(0.1)
        assert Path(json.loads(announcement.read_text())["ca_file"]).is_relative_to(tmp_path)
        process.send_signal(ending)
        said, complaints = process.communicate(timeout=20)
    assert (process.returncode, complaints) == (0, "")
    assert "curl -sSf" in said and said.endswith("\nStopped.\n")
    assert list(tmp_path.iterdir()) == []
