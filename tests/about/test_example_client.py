"""A client tested against the emulator: shown on docs/about/emulator.md as it is."""

# --8<-- [start:example]
from collections.abc import Iterator

import pytest
import requests

from pid_emulator import Emulator
from pidguide.running import transports


@pytest.fixture(scope="module")
def registries() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture(autouse=True)
def offline(registries: Emulator) -> Iterator[dict[str, str]]:
    with transports.emulator(registries) as credentials:
        yield credentials


def title_of(doi: str) -> str:
    answer = requests.get(f"https://api.crossref.org/works/{doi}", timeout=10)
    answer.raise_for_status()
    return str(answer.json()["message"]["title"][0])


def test_a_title_is_found() -> None:
    assert title_of("10.7554/elife.01567").startswith("Automated quantitative histology")


def test_an_unknown_doi_is_an_error() -> None:
    with pytest.raises(requests.HTTPError, match="404"):
        title_of("10.5555/unknown")


# --8<-- [end:example]
