"""Measure what a reader and a maintainer wait for: `make bench`.

Times are compared within one run, so that they mean the same on any machine: replay against an empty
request-and-answer, the build against the same pages without samples. The limits are the project's own.
"""

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pidguide.basics import paths
from pidguide.running.check import find_leftovers, find_problems
from pidguide.running.run import replay
from pidguide.samples.catalogue import find_samples

MILLISECONDS_PER_EXCHANGE = 6.0
BUILD_RATIO = 1.5
REPLAY_ALL_SECONDS = 6.0
DRIFT_SECONDS = 3.0
SAMPLE_CALL = re.compile(r"^\{\{ sample\(.*\) \}\}$", re.MULTILINE)


def main() -> None:
    first_build, next_build = _build_ratios()
    rows: list[tuple[str, float, str, float | None]] = [
        ("replay, median for one exchange", _replay_per_exchange() * 1000, "ms", MILLISECONDS_PER_EXCHANGE),
        ("replay of all samples, checks included", _seconds(_check_everything), "s", REPLAY_ALL_SECONDS),
        ("drift over all cassettes", _seconds(_drift), "s", DRIFT_SECONDS),
        ("build, as a multiple of the pages without samples", next_build, "×", BUILD_RATIO),
        ("the same, with every recording still to be rendered", first_build, "×", None),
    ]
    table = Table("what", "measured", "limit", title="Bench")
    for what, measured, unit, limit in rows:
        mark = "[red]" if limit and measured > limit else "[green]" if limit else ""
        table.add_row(what, f"{mark}{measured:.2f} {unit}", f"{limit:g} {unit}" if limit else "none")
    Console().print(table)
    sys.exit(any(limit and measured > limit for _, measured, _, limit in rows))


def _replay_per_exchange() -> float:
    """Median over all samples of the seconds one exchange takes; imports were paid by a run before."""
    samples = find_samples()
    for sample in samples:
        replay(sample)
    outcomes = [replay(sample) for sample in samples]
    return statistics.median(outcome.seconds / outcome.exchanges for outcome in outcomes if outcome.exchanges)


def _check_everything() -> None:
    """What `pidguide check` does, on one core."""
    find_leftovers()
    for sample in find_samples():
        find_problems(sample)


def _drift() -> None:
    subprocess.run(
        [sys.executable, "-m", "pidguide", "drift", paths.CASSETTES, paths.CASSETTES],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _build_ratios() -> tuple[float, float]:
    """Processor time to build the pages over that for the same pages without samples: first, and again."""
    with tempfile.TemporaryDirectory() as folder:
        whole, plain = Path(folder) / "whole", Path(folder) / "plain"
        for copy in (whole, plain):
            for name in ("docs", "samples", "cassettes", "pidguide", "tests"):
                shutil.copytree(paths.ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            shutil.copy(paths.ROOT / "mkdocs.yml", copy)
            _build(copy, folder)  # compiles the code
            shutil.rmtree(copy / ".cache", ignore_errors=True)
        for page in (plain / "docs").rglob("*.md"):
            page.write_text(SAMPLE_CALL.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
        first = _build(whole, folder)
        again = statistics.median(_build(whole, folder) for _ in range(3))
        without = statistics.median(_build(plain, folder) for _ in range(3))
    return first / without, again / without


def _build(root: Path, folder: str) -> float:
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--no-strict",
        "--site-dir",
        f"{folder}/site",
    ]
    environment = {**os.environ, "PYTHONPATH": str(root), "NO_MKDOCS_2_WARNING": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=root, env=environment, check=True, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _seconds(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
