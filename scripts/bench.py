"""Measure what a reader and a maintainer wait for: `make bench`.

Times are compared within one run, so that they mean the same on any machine: replay against an empty
request-and-answer, the build against the same pages without samples. The limits are the project's own.
"""

import gzip
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Locator
from rich.console import Console
from rich.table import Table

from pidguide.basics import paths
from pidguide.running.check import find_leftovers, find_problems
from pidguide.running.run import replay
from pidguide.samples.catalogue import find_samples, get_sample
from pidguide.site.build import build_if_needed
from pidguide.site.pages.browser import open_browser
from pidguide.site.run.bundles import PACKAGES
from pidguide.site.serve import open_server

MILLISECONDS_PER_EXCHANGE = 6.0
BUILD_RATIO = 1.5
REPLAY_ALL_SECONDS = 6.0
DRIFT_SECONDS = 3.0
RUN_FIRST = "doi/access/csl_json"
FIRST_PRESS_MEGABYTES = 7.5
REGISTRIES_MEGABYTES = 7.0
COLD_START_SECONDS = 6.0
SECOND_RUN_SECONDS = 0.2
MADE = shutil.ignore_patterns(".*", "__pycache__", "node_modules", "build", "screenshots")
SAMPLES_SHOWN = re.compile(r"\{\{ (?:sample|opening|heading|prints|fields)\(.*?\) \}\}")


def main() -> None:
    first_build, next_build = _build_ratios()
    rows: list[tuple[str, float, str, float | None]] = [
        ("replay, median for one exchange", _replay_per_exchange() * 1000, "ms", MILLISECONDS_PER_EXCHANGE),
        ("replay of all samples, checks included", _seconds(_check_everything), "s", REPLAY_ALL_SECONDS),
        ("drift over all cassettes", _seconds(_drift), "s", DRIFT_SECONDS),
        *_run_in_page(),
        ("build, as a multiple of the pages without samples", next_build, "×", BUILD_RATIO),
        ("the same, with every recording still to be rendered", first_build, "×", None),
    ]
    table = Table("what", "measured", "limit", title="Bench")
    for what, measured, unit, limit in rows:
        mark = "[red]" if limit and measured > limit else "[green]" if limit else ""
        table.add_row(what, f"{mark}{measured:.2f} {unit}", f"{limit:g} {unit}" if limit else "none")
    Console().print(table)
    sys.exit(any(limit and measured > limit for _, measured, _, limit in rows))


def _run_in_page() -> list[tuple[str, float, str, float | None]]:
    """What a reader loads and waits for who presses Run, in a fresh browser and then once more."""
    build_if_needed()
    folders = list((paths.SITE / "run").glob("built-*"))
    if not folders:
        return [("Run: the site was built without Node", 0, "", None)]
    sizes = json.loads((folders[0] / "manifest.json").read_text(encoding="utf-8"))["sizes"]
    later = {*(f"{name}.zip" for name in PACKAGES), "schemas.zip", "libxml2.js"} & set(sizes) - {
        "requests.zip"
    }
    recordings = gzip.compress(
        (folders[0] / "recordings" / f"{RUN_FIRST.rpartition('/')[0]}.json").read_bytes()
    )
    first = sum(sent for name, (_, sent) in sizes.items() if name not in later) + len(recordings)
    more = sum(sizes[name][1] for name in later)
    with open_server(paths.SITE, 0) as server, open_browser() as browser:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        site = f"http://127.0.0.1:{server.server_port}"
        card = _open_card(browser, f"{site}/{RUN_FIRST.rpartition('/')[0]}/", f"[data-sample='{RUN_FIRST}']")
        recorded = [_seconds_to_output(card) for _ in range(4)]
        try_it = _open_card(browser, f"{site}/try/", ".pg-try")
        try_it.locator("textarea").fill(get_sample(RUN_FIRST).listing)
        emulated = [_seconds_to_output(try_it) for _ in range(4)]
        server.shutdown()
    return [
        ("Run: loaded by the first press, compressed", first / 1e6, "MB", FIRST_PRESS_MEGABYTES),
        ("Run: loaded for the registries, compressed", more / 1e6, "MB", REGISTRIES_MEGABYTES),
        ("Run: from the first press to the output", recorded[0], "s", COLD_START_SECONDS),
        ("Run: the same once more", min(recorded[1:]), "s", SECOND_RUN_SECONDS),
        ("Run: the same from the registries, first press", emulated[0], "s", COLD_START_SECONDS),
        ("Run: from the registries once more", min(emulated[1:]), "s", SECOND_RUN_SECONDS),
    ]


def _open_card(browser: Browser, address: str, selector: str) -> Locator:
    """Open a page as a new reader does, with nothing loaded before, and return its card."""
    page = browser.new_context().new_page()
    page.set_default_timeout(120_000)
    page.goto(address, wait_until="load")
    return page.locator(f".pg-sample{selector}")


def _seconds_to_output(card: Locator) -> float:
    card.evaluate("card => delete card.dataset.seconds")
    started = time.perf_counter()
    card.locator(".pg-run").click()
    card.and_(card.page.locator("[data-seconds]")).wait_for()
    seconds = time.perf_counter() - started
    if not (said := card.locator(".pg-output > p").first.inner_text()).startswith("Ran"):
        sys.exit(f"Run did not end well: {said}")
    return seconds


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
            shutil.copytree(paths.ROOT, copy, ignore=MADE)
            _build(copy, folder)  # compiles the code
            shutil.rmtree(copy / ".cache", ignore_errors=True)
        for page in (plain / "docs").rglob("*.md"):
            page.write_text(SAMPLES_SHOWN.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
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
        "--no-strict",
        "--site-dir",
        f"{folder}/site",
    ]
    environment = {**os.environ, "PYTHONPATH": str(root), "NO_MKDOCS_2_WARNING": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    built = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    if built.returncode:
        sys.exit(f"The pages could not be built for the bench:\n{built.stdout}{built.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _seconds(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
