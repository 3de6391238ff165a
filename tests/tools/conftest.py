from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pid_emulator import Emulator
from tests.tools.toy import guide, toy_registry

__all__ = ["guide"]


@pytest.fixture
def toy() -> Iterator[Callable[..., Emulator]]:
    """Start an emulator whose doi.org, api.crossref.org and sandbox.orcid.org are a toy registry."""
    started: list[Emulator] = []

    def start(**changes: Any) -> Emulator:
        registries = Emulator(built_in_records=False)
        application = toy_registry(**changes)
        for host in ("doi.org", "api.crossref.org", "sandbox.orcid.org", "api.sandbox.orcid.org"):
            registries._applications[host] = application
        registries.start()
        started.append(registries)
        return registries

    yield start
    for registries in started:
        registries.stop()
