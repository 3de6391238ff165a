"""Measure what counting Crossref's public data file costs with each engine: `make bench-bulk`.

Each count runs in a process of its own on generated files of 10,000 to 1,000,000 works, in a temporary
folder. What a million costs beyond ten thousand, and so without the start, is set to 180 million: on paper,
if works are alike and cost grows with their number. Compare engines within one run only.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pidguide.basics import paths
from pidguide.datafiles import crossref

SIZES = (10_000, 100_000, 1_000_000)
ALL_WORKS = 180_000_000
SAMPLES = paths.SAMPLES / "bulk"
PLAIN = """
import collections, gzip, json, os, pathlib
counts = collections.Counter()
for part in pathlib.Path(os.environ["PID_DATA"]).glob("*/*.jsonl.gz"):
    with gzip.open(part) as lines:
        for line in lines:
            work = json.loads(line)
            counts[work.get("type"), work.get("issued", {}).get("date-parts", [[None]])[0][0]] += 1
print(counts.total(), "works in all")
"""
ENGINES = {
    "plain Python": [sys.executable, "-c", PLAIN],
    "DuckDB": [sys.executable, str(SAMPLES / "count_works.py")],
    "Spark": [sys.executable, str(SAMPLES / "count_works_spark.py")],
}


@dataclass(frozen=True)
class Cost:
    """Processor and wall time in seconds, peak memory of the largest process in MB."""

    cpu: float
    wall: float
    memory: float


def main() -> None:
    table = Table("engine", "works", "CPU s", "wall s", "peak MB", title="Count works by type and year")
    costs: dict[tuple[str, int], Cost] = {}
    with tempfile.TemporaryDirectory(prefix="pid-bench-") as folder:
        for size in SIZES:
            data = Path(folder) / str(size)
            for part in crossref.parts_of(data, size):
                part.write(part.path)
            for engine, command in ENGINES.items():
                cost = costs[engine, size] = _run(command, data)
                row = (engine, f"{size:,}", f"{cost.cpu:.1f}", f"{cost.wall:.1f}", f"{cost.memory:.0f}")
                table.add_row(*row)
    Console().print(table)
    for engine in ENGINES:
        least, most = costs[engine, SIZES[0]], costs[engine, SIZES[-1]]
        per_work = (most.cpu - least.cpu) / (SIZES[-1] - SIZES[0])
        hours = (least.cpu + per_work * ALL_WORKS) / 3600
        growth = most.memory / least.memory
        print(f"{engine}: {hours:.1f} core-hours for {ALL_WORKS:,} works; memory × {growth:.2f}")
    plain, duckdb = (costs[engine, SIZES[-1]].cpu for engine in ("plain Python", "DuckDB"))
    print(f"DuckDB takes {duckdb / plain:.2f} of plain Python's CPU")


def _run(command: list[str], data: Path) -> Cost:
    """Run a command to its end, with all that it starts."""
    started = time.perf_counter()
    run = subprocess.Popen(command, env={**os.environ, "PID_DATA": str(data)}, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)  # fmt: skip
    _, status, used = os.wait4(run.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed; run it alone to see why")
    wall = time.perf_counter() - started
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
