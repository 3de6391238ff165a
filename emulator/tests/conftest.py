"""What all tests share: a running emulator, and the official schemas where they are at hand."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import settings
from werkzeug.test import TestResponse

from pid_emulator import Emulator
from support.crossref_api import get
from support.crossref_work import DOI, WORK, Negotiate
from support.doi_org import SICI
from support.empty_emulator import empty_emulator

SHARED = Path(__file__).resolve().parents[3] / "shared"

if "PIDGUIDE_SCHEMAS" not in os.environ and (SHARED / "reference" / "schemas").is_dir():
    os.environ["PIDGUIDE_SCHEMAS"] = str(SHARED / "reference" / "schemas")

if "CI" in os.environ:  # ten times as many random requests as for whoever waits for them
    settings.register_profile("ci", settings.get_profile("ci"), max_examples=1000)
    settings.load_profile("ci")


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


@pytest.fixture
def transforming() -> Emulator:
    """An emulator whose Crossref knows two works to transform."""
    emulator = empty_emulator()
    emulator.world.crossref.add("works", WORK)
    emulator.world.crossref.add("works", {"DOI": SICI, "title": ["A title"], "indexed": {}})
    return emulator


@pytest.fixture
def negotiate(transforming: Emulator) -> Negotiate:
    """Return a function that asks Crossref for a format: `negotiate(accept, doi)`."""

    def send(accept: str, doi: str = DOI) -> TestResponse:
        return get(transforming, f"/v1/works/{quote(doi, safe='')}/transform", Accept=accept)

    return send
