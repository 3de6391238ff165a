"""`pidguide data` writes data files, or says in one line why it cannot."""

import re
import subprocess
import sys
from pathlib import Path

from tests.support.commands import invoke

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))  # a disk that is full after so many bytes of a file
sys.argv = ["pidguide", "data", sys.argv[1]]
from pidguide.commands.cli import main
main()
"""


def test_it_says_how_samples_find_the_files(tmp_path: Path) -> None:
    status, told = invoke("data", str(tmp_path / "data"), "--records", "20")
    parts = re.fullmatch(
        rf"(\d+) parts written; for the samples: export PID_DATA='{re.escape(str(tmp_path / 'data'))}'\n",
        told,
    )
    written = [file for file in (tmp_path / "data").rglob("*") if file.is_file()]
    assert status == 0
    assert parts and int(parts[1]) == len(written) - 1  # generated.json says how they were made


def test_a_full_disk_is_one_line_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LIMITED, str(tmp_path / "data")]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    part = tmp_path / "data" / "March 2026 Public Data File from Crossref" / "0.jsonl.gz"
    assert (run.returncode, run.stderr) == (1, f"pidguide: {part}: File too large\n")
    assert [file.name for file in (tmp_path / "data").rglob("*") if file.is_file()] == ["generated.json"]
