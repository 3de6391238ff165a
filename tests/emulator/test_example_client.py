"""A client tested with the emulator's fixture: shown on docs/emulator/python.md as it is."""

# --8<-- [start:example]
import pytest
import requests


def title_of(doi: str) -> str:
    answer = requests.get(f"https://api.crossref.org/works/{doi}", timeout=10)
    answer.raise_for_status()
    return str(answer.json()["message"]["title"][0])


@pytest.mark.usefixtures("registries")
def test_a_title_is_found() -> None:
    assert title_of("10.7554/elife.01567").startswith("Automated quantitative histology")


def test_a_busy_registry_is_an_error(registries):
    registries.faults.set(["503"])
    with pytest.raises(requests.HTTPError, match="503"):
        title_of("10.7554/elife.01567")


# --8<-- [end:example]
