"""`make bench-emulator` measures every route and every service; how long they take is no test's affair."""

import subprocess
import sys

from pidguide.basics import paths

SCRIPT = paths.ROOT / "scripts" / "bench_emulator.py"


def test_it_measures_each_route_and_records_of_each_service() -> None:
    command = [sys.executable, SCRIPT, "--requests", "1", "--clients", "1", "--sizes", "10"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode in (0, 1) and "Traceback" not in run.stderr, run.stderr
    for row in ("a route that does nothing", "a work of Crossref", "25 DOIs of DataCite", "an ORCID record"):
        assert f"│ {row} " in run.stdout
    for service in ("datacite", "crossref", "orcid"):
        assert f"│ {service}" in run.stdout
    assert "Memory at start: " in run.stdout
    assert (run.returncode == 1) == run.stderr.startswith("Missed: ")
