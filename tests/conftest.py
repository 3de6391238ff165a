"""What all tests share: a running emulator, the official schemas where they are at hand, and Chromium."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from lxml import etree
from playwright.sync_api import Browser

from pid_emulator import Emulator
from pidguide.site.pages.browser import NoBrowser, open_browser
from tests.support.second_interpreters import second_interpreters
from tests.support.toy_guide import guide, sample, toy

__all__ = ["guide", "sample", "second_interpreters", "toy"]

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

if "PIDGUIDE_SCHEMAS" not in os.environ and (SHARED / "reference" / "schemas").is_dir():
    os.environ["PIDGUIDE_SCHEMAS"] = str(SHARED / "reference" / "schemas")


@pytest.fixture(scope="session", autouse=True)
def schemas_compiled_once() -> Iterator[None]:
    """Samples that run in this process share compiled schemas: Crossref's takes seconds."""
    compile_schema = etree.XMLSchema

    @cache
    def compile_once(file: str, changed: int) -> etree.XMLSchema:
        return compile_schema(file=file)

    def share(tree: Any = None, *, file: str | None = None) -> etree.XMLSchema:
        return compile_once(file, Path(file).stat().st_mtime_ns) if file else compile_schema(tree)

    with patch.object(etree, "XMLSchema", share):
        yield


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
def chromium() -> Iterator[Browser | NoBrowser]:
    """One Chromium for the whole run, or why there is none."""
    try:
        with open_browser() as browser:
            yield browser
    except NoBrowser as missing:
        yield missing


@pytest.fixture
def browser(chromium: Browser | NoBrowser, request: pytest.FixtureRequest) -> Browser:
    """A Chromium. Without one each test is reported as not run, by its own name."""
    if isinstance(chromium, NoBrowser):
        pytest.skip(f"NOT RUN: {request.node.name}: {chromium}")
    return chromium


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly, and by name, which browser tests were not run."""
    not_run = [
        report for report in terminalreporter.stats.get("skipped", []) if "NOT RUN" in str(report.longrepr)
    ]
    if not_run:
        terminalreporter.section("BROWSER TESTS NOT RUN: no Chromium", sep="!", red=True, bold=True)
        for report in not_run:
            terminalreporter.line(report.nodeid)
