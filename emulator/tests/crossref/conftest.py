"""Emulators for the tests of api.crossref.org."""

from copy import deepcopy
from typing import Any

import pytest

from pid_emulator import Emulator
from support.crossref_full_work import FULL
from support.crossref_work import ARTICLE
from support.empty_emulator import empty_emulator


@pytest.fixture
def empty() -> Emulator:
    """An emulator without records."""
    return empty_emulator()


@pytest.fixture
def numbered(empty: Emulator) -> Emulator:
    """An emulator with 45 works, numbered in the order they came."""
    for number in range(45):
        work: dict[str, Any] = {
            "indexed": {"date-parts": [[2026, 1, 1]]},
            "DOI": f"10.5555/{number:02d}",
            "title": [f"Numbered work {number}"],
        }
        empty.world.crossref.add("works", work)
    return empty


@pytest.fixture
def full(empty: Emulator) -> Emulator:
    """An emulator with the one work that has something for every filter to see."""
    empty.world.crossref.add("works", deepcopy(FULL))
    return empty


@pytest.fixture
def one_work(empty: Emulator) -> Emulator:
    """An emulator with one article, from which a member, a journal and a funder follow."""
    empty.world.crossref.add("works", ARTICLE)
    return empty
