"""What all tests share: a running emulator, the official schemas where they are at hand, and Chromium."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pid_emulator import Emulator
from tests.support.toy_guide import guide, sample, toy

__all__ = ["guide", "sample", "toy"]

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

if "PIDGUIDE_SCHEMAS" not in os.environ and (SHARED / "reference" / "schemas").is_dir():
    os.environ["PIDGUIDE_SCHEMAS"] = str(SHARED / "reference" / "schemas")


@pytest.fixture(scope="session")
def running_emulator() -> Iterator[Emulator]:
    """One emulator that listens on loopback for the whole run; reset it for its start state."""
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def emulator(running_emulator: Emulator) -> Emulator:
    """The running emulator in its start state."""
    running_emulator.reset()
    return running_emulator


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; Playwright's own where the system has none."""
    if CHROMIUM:
        return CHROMIUM
    own = _playwrights_own()
    if own is None:
        pytest.skip("browser test NOT RUN: no Chromium on this machine; install the package chromium")
    return own


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly, and by name, which browser tests were not run."""
    not_run = [
        report for report in terminalreporter.stats.get("skipped", []) if "NOT RUN" in str(report.longrepr)
    ]
    if not_run:
        terminalreporter.section("BROWSER TESTS NOT RUN: no Chromium", sep="!", red=True, bold=True)
        for report in not_run:
            terminalreporter.line(report.nodeid)
