"""A client for the tests of the deposit system."""

import pytest

from support.crossref_deposit import Depositor


@pytest.fixture
def depositor() -> Depositor:
    return Depositor()
